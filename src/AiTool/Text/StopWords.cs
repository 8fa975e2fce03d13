using System.Collections.Frozen;

namespace ClearView.AiTool.Text;

/// <summary>Words that say nothing of the subject: grammar, the furniture of résumés and postings, dates, and what could tell who a person is.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<ulong> Words = (
        // grammar
        "a about above across after again against all almost along already also although always am among an and another any anyone are around as at away back be became because been before being below between both but by came can cannot come could did do does doing done down during each either else enough even ever every everyone few first for from further get gets give given go goes going gone good got great had has have having here how however i if in instead into is it its itself just keep kept last least less let like little made make makes making many may me might mine more most much must my myself near never next no nobody none nor not nothing now of off often on once one only onto or other our ours out over own per perhaps please put quite rather really said same say see several shall should since so some something soon still such sure take taken takes than that the their them then there these they thing things this those through thus till to together too toward two three four five six seven eight nine ten twelve under until up upon us use used uses using very via was way we well went were what when where whether which while who whom whose why will with within without would yes yet you your yours "
        // persons: a term must not tell gender, family, age, origin or belief
        + "he him his himself she her hers herself man men woman women boy girl gentleman lady male female mr mrs ms miss sir madam mother father mum dad parent brother sister son daughter wife husband spouse married single divorced widow child children kid kids family born birth age aged old young nationality citizen citizenship native religion religious church mosque temple synagogue parish "
        // résumés
        + "ability able account achieve achievement activity also apply application area available background based best candidate career center centre certificate certification company contact continuous current curriculum cv daily date day days dear detail different duty duties education effective email excellent existing experience experienced fast field full fully general group help high highly hour hours important include included includes including individual information interest interests involve involved job join key kind know knowledge large level levels line look looking main major member members month months monthly need needed needs new number offer office open opportunity order part people performance person personal phone place position post present previous primary professional profile project projects provide provided quality range reference references relevant require required requirement requirements responsibilities responsibility responsible resume role roles section senior junior set several shift skill skills small solid strong success successful summary support task tasks team teams time times tool tools top type understanding university school college value various want week weekly weeks wide work worked worker working works world year years yearly "
        // postings
        + "advantage benefit benefits bonus business businesses colleague colleagues competitive contract desirable employee employees employer employment equal essential euro euros dollar dollars pound pounds ideal ideally least minimum must nice pay paid permanent plus preferred salary start we "
        // months, days
        + "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => WordForm.Hash(word)).ToFrozenSet();

    /// <param name="form">The hash of a word's <see cref="WordForm"/>.</param>
    public static bool Contains(ulong form) => Words.Contains(form);
}
