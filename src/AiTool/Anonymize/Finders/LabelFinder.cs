using System.Buffers;
using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Fields that name their content: "Date of birth: ...". The label stays, the value goes.</summary>
internal sealed class LabelFinder : IFind
{
    private const int LongestValue = 160;

    private static readonly SearchValues<char> NoValue = SearchValues.Create(" -:.,/_");

    private sealed record Field(string Kind, string Replacement, bool WholeLine = false);

    private static readonly Field Name = new(HiddenKinds.Name, "[person]");
    private static readonly Field Relative = new(HiddenKinds.Family, "[family]");
    private static readonly Field Birth = new(HiddenKinds.BirthDate, "[date of birth]");
    private static readonly Field Age = new(HiddenKinds.Age, "[age]");
    private static readonly Field Gender = new(HiddenKinds.Gender, "[gender]");
    private static readonly Field Nationality = new(HiddenKinds.Nationality, "[nationality]");
    private static readonly Field Religion = new(HiddenKinds.Religion, "[religion]");
    private static readonly Field Ethnicity = new(HiddenKinds.Ethnicity, "[ethnicity]");
    private static readonly Field Marital = new(HiddenKinds.Marital, "[marital status]");
    private static readonly Field Health = new(HiddenKinds.Health, "[health]");
    private static readonly Field Address = new(HiddenKinds.Address, "[address]", WholeLine: true);
    private static readonly Field Place = new(HiddenKinds.Place, "[a town]");
    private static readonly Field Origin = new(HiddenKinds.Place, "[a town]", WholeLine: true);
    private static readonly Field Phone = new(HiddenKinds.Phone, "[phone]");
    private static readonly Field Handle = new(HiddenKinds.Url, "[link]");
    private static readonly Field IdNumber = new(HiddenKinds.IdNumber, "[id number]");
    private static readonly Field Military = new(HiddenKinds.Military, "[military service]");
    private static readonly Field Photo = new(HiddenKinds.Photo, "[photo]");
    private static readonly Field Politics = new(HiddenKinds.Politics, "[politics]");

    // Folded, words parted by one space, without apostrophes.
    private static readonly FrozenDictionary<string, Field> Fields = new Dictionary<string, Field>(StringComparer.Ordinal)
    {
        ["name"] = Name,
        ["full name"] = Name,
        ["candidate name"] = Name,
        ["name of candidate"] = Name,
        ["candidate"] = Name,
        ["applicant"] = Name,
        ["applicant name"] = Name,
        ["first name"] = Name,
        ["firstname"] = Name,
        ["given name"] = Name,
        ["given names"] = Name,
        ["middle name"] = Name,
        ["last name"] = Name,
        ["lastname"] = Name,
        ["surname"] = Name,
        ["family name"] = Name,
        ["maiden name"] = Name,
        ["nick name"] = Name,
        ["nickname"] = Name,
        ["forename"] = Name,
        ["forenames"] = Name,
        ["nom"] = Name,
        ["prenom"] = Name,
        ["vorname"] = Name,
        ["nachname"] = Name,
        ["nombre"] = Name,
        ["apellido"] = Name,
        ["apellidos"] = Name,
        ["imie i nazwisko"] = Name,
        ["nome"] = Name,
        ["cognome"] = Name,
        ["naam"] = Name,
        ["navn"] = Name,
        ["namn"] = Name,
        ["fathers name"] = Relative,
        ["father name"] = Relative,
        ["name of father"] = Relative,
        ["mothers name"] = Relative,
        ["mother name"] = Relative,
        ["husbands name"] = Relative,
        ["husband name"] = Relative,
        ["spouse name"] = Relative,
        ["spouses name"] = Relative,
        ["spouse"] = Relative,
        ["fathers occupation"] = Relative,
        ["mothers occupation"] = Relative,
        ["father"] = Relative,
        ["mother"] = Relative,
        ["children"] = Relative,
        ["number of children"] = Relative,
        ["dependents"] = Relative,
        ["dependants"] = Relative,
        ["siblings"] = Relative,
        ["guardian"] = Relative,
        ["guardian name"] = Relative,
        ["date of birth"] = Birth,
        ["dob"] = Birth,
        ["d o b"] = Birth,
        ["birth date"] = Birth,
        ["birthdate"] = Birth,
        ["born"] = Birth,
        ["birthday"] = Birth,
        ["date birth"] = Birth,
        ["geburtsdatum"] = Birth,
        ["date de naissance"] = Birth,
        ["fecha de nacimiento"] = Birth,
        ["data di nascita"] = Birth,
        ["geboortedatum"] = Birth,
        ["data urodzenia"] = Birth,
        ["data de nascimento"] = Birth,
        ["fodselsdato"] = Birth,
        ["geboren"] = Birth,
        ["dogum tarihi"] = Birth,
        ["date and place of birth"] = Birth,
        ["place of birth"] = Origin,
        ["birth place"] = Origin,
        ["birthplace"] = Origin,
        ["native place"] = Origin,
        ["hometown"] = Origin,
        ["home town"] = Origin,
        ["place"] = Place,
        ["domicile"] = Place,
        ["geburtsort"] = Place,
        ["age"] = Age,
        ["alter"] = Age,
        ["edad"] = Age,
        ["eta"] = Age,
        ["gender"] = Gender,
        ["sex"] = Gender,
        ["pronouns"] = Gender,
        ["geschlecht"] = Gender,
        ["sexe"] = Gender,
        ["sexo"] = Gender,
        ["sesso"] = Gender,
        ["nationality"] = Nationality,
        ["citizenship"] = Nationality,
        ["citizen of"] = Nationality,
        ["country of origin"] = Nationality,
        ["country of birth"] = Nationality,
        ["staatsangehorigkeit"] = Nationality,
        ["nationalitat"] = Nationality,
        ["nationalite"] = Nationality,
        ["nacionalidad"] = Nationality,
        ["nazionalita"] = Nationality,
        ["nationaliteit"] = Nationality,
        ["obywatelstwo"] = Nationality,
        ["narodowosc"] = Nationality,
        ["nacionalidade"] = Nationality,
        ["visa status"] = Nationality,
        ["immigration status"] = Nationality,
        ["passport"] = IdNumber,
        ["passport no"] = IdNumber,
        ["passport number"] = IdNumber,
        ["passport details"] = IdNumber,
        ["pan"] = IdNumber,
        ["pan no"] = IdNumber,
        ["pan card no"] = IdNumber,
        ["aadhaar"] = IdNumber,
        ["aadhar"] = IdNumber,
        ["aadhar no"] = IdNumber,
        ["aadhaar no"] = IdNumber,
        ["ssn"] = IdNumber,
        ["social security number"] = IdNumber,
        ["national insurance number"] = IdNumber,
        ["ni number"] = IdNumber,
        ["id no"] = IdNumber,
        ["id number"] = IdNumber,
        ["national id"] = IdNumber,
        ["driving licence no"] = IdNumber,
        ["driving license no"] = IdNumber,
        ["nric"] = IdNumber,
        ["cnic"] = IdNumber,
        ["religion"] = Religion,
        ["faith"] = Religion,
        ["konfession"] = Religion,
        ["race"] = Ethnicity,
        ["ethnicity"] = Ethnicity,
        ["ethnic origin"] = Ethnicity,
        ["caste"] = Ethnicity,
        ["category"] = Ethnicity,
        ["tribe"] = Ethnicity,
        ["community"] = Ethnicity,
        ["marital status"] = Marital,
        ["civil status"] = Marital,
        ["maritalstatus"] = Marital,
        ["family status"] = Marital,
        ["familienstand"] = Marital,
        ["etat civil"] = Marital,
        ["situation familiale"] = Marital,
        ["estado civil"] = Marital,
        ["stato civile"] = Marital,
        ["burgerlijke staat"] = Marital,
        ["stan cywilny"] = Marital,
        ["medeni hali"] = Marital,
        ["health"] = Health,
        ["health status"] = Health,
        ["disability"] = Health,
        ["disabilities"] = Health,
        ["blood group"] = Health,
        ["height"] = Health,
        ["weight"] = Health,
        ["physical status"] = Health,
        ["physically challenged"] = Health,
        ["physically handicapped"] = Health,
        ["eyesight"] = Health,
        ["complexion"] = Health,
        ["address"] = Address,
        ["home address"] = Address,
        ["permanent address"] = Address,
        ["present address"] = Address,
        ["current address"] = Address,
        ["residential address"] = Address,
        ["mailing address"] = Address,
        ["postal address"] = Address,
        ["correspondence address"] = Address,
        ["address for correspondence"] = Address,
        ["local address"] = Address,
        ["contact address"] = Address,
        ["add"] = Address,
        ["residence"] = Address,
        ["adresse"] = Address,
        ["anschrift"] = Address,
        ["direccion"] = Address,
        ["indirizzo"] = Address,
        ["adres"] = Address,
        ["endereco"] = Address,
        ["addres"] = Address,
        ["adress"] = Address,
        ["current location"] = Place,
        ["present location"] = Place,
        ["location"] = Place,
        ["city"] = Place,
        ["town"] = Place,
        ["country"] = Place,
        ["state"] = Place,
        ["wohnort"] = Place,
        ["pin"] = Address,
        ["pin code"] = Address,
        ["pincode"] = Address,
        ["zip"] = Address,
        ["zip code"] = Address,
        ["postcode"] = Address,
        ["postal code"] = Address,
        ["phone"] = Phone,
        ["telephone"] = Phone,
        ["tel"] = Phone,
        ["mobile"] = Phone,
        ["mob"] = Phone,
        ["cell"] = Phone,
        ["cell phone"] = Phone,
        ["phone no"] = Phone,
        ["phone number"] = Phone,
        ["mobile no"] = Phone,
        ["mobile number"] = Phone,
        ["contact no"] = Phone,
        ["contact number"] = Phone,
        ["whatsapp"] = Phone,
        ["fax"] = Phone,
        ["tel no"] = Phone,
        ["telefon"] = Phone,
        ["telefono"] = Phone,
        ["handy"] = Phone,
        ["ph"] = Phone,
        ["ph no"] = Phone,
        ["home phone"] = Phone,
        ["res"] = Phone,
        ["skype"] = Handle,
        ["skype id"] = Handle,
        ["linkedin"] = Handle,
        ["linked in"] = Handle,
        ["linkedin id"] = Handle,
        ["linkedin profile"] = Handle,
        ["twitter"] = Handle,
        ["instagram"] = Handle,
        ["facebook"] = Handle,
        ["github"] = Handle,
        ["git hub"] = Handle,
        ["gitlab"] = Handle,
        ["stackoverflow"] = Handle,
        ["stack overflow"] = Handle,
        ["website"] = Handle,
        ["web site"] = Handle,
        ["blog"] = Handle,
        ["portfolio"] = Handle,
        ["homepage"] = Handle,
        ["telegram"] = Handle,
        ["hackerrank"] = Handle,
        ["leetcode"] = Handle,
        ["kaggle"] = Handle,
        ["behance"] = Handle,
        ["dribbble"] = Handle,
        ["xing"] = Handle,
        ["orcid"] = Handle,
        ["military service"] = Military,
        ["military status"] = Military,
        ["national service"] = Military,
        ["askerlik"] = Military,
        ["askerlik durumu"] = Military,
        ["photo"] = Photo,
        ["photograph"] = Photo,
        ["political views"] = Politics,
        ["political affiliation"] = Politics,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Field>.AlternateLookup<ReadOnlySpan<char>> Lookup = Fields.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Find(ResumeText resume, Finds finds)
    {
        var text = resume.Text;
        Span<char> label = stackalloc char[40];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not (':' or '\uFF1A'))
                continue;
            if (LabelBefore(resume, i, label) is { } field)
                Hide(resume, finds, field, i + 1);
        }
        FindTables(resume, finds, label);
    }

    // "Nationality    Danish": the label is a stretch of its own and the value the next one on the line.
    private static void FindTables(ResumeText resume, Finds finds, Span<char> label)
    {
        for (var i = 0; i + 1 < resume.Stretches.Count; i++)
        {
            var stretch = resume.Stretches[i];
            if (stretch.Last - stretch.First > 4 || !stretch.StartsLine || resume.Stretches[i + 1].StartsLine)
                continue;
            if (Words(resume, stretch.First, stretch.Last, label) is { Length: > 0 } words && Lookup.TryGetValue(words, out var field)
                && resume.Of(stretch).IndexOf(':') < 0 && (field == Origin || field.Kind is not (HiddenKinds.Url or HiddenKinds.Phone or HiddenKinds.Place or HiddenKinds.Ethnicity))
                && (field != Name || !resume.Sections.IsHeading(i + 1)))
                Hide(resume, finds, field, resume.Stretches[i + 1].Start);
        }
    }

    private static Field? LabelBefore(ResumeText resume, int colon, Span<char> label)
    {
        const int LongestLabel = 5;
        var last = resume.TokenFrom(colon);
        if (last == 0 || colon - resume.Tokens[last - 1].End > 24
            || !Gaps.AfterLabel(resume.Text.AsSpan(resume.Tokens[last - 1].End, colon - resume.Tokens[last - 1].End)))
            return null;
        // The longest label that ends here: "Father's name" before "name".
        for (var first = Math.Max(0, last - LongestLabel); first < last; first++)
        {
            if (resume.Tokens[first].Line != resume.Tokens[last - 1].Line)
                continue;
            if (!Lookup.TryGetValue(Words(resume, first, last, label), out var field))
                continue;
            // "Company name:", "Project location:" name no person; a label begins a stretch or follows a mark.
            var start = resume.Tokens[first].Start;
            while (start > 0 && resume.Text[start - 1] == ' ') start--;
            var begins = start == 0 || first == resume.Stretches[resume.Tokens[first].Line].First || !char.IsLetterOrDigit(resume.Text[start - 1]);
            return begins ? field : field.Kind is HiddenKinds.Name or HiddenKinds.Place or HiddenKinds.Ethnicity or HiddenKinds.Url or HiddenKinds.Address or HiddenKinds.Age or HiddenKinds.Family ? null : field;
        }
        return null;
    }

    private static ReadOnlySpan<char> Words(ResumeText resume, int first, int last, Span<char> buffer)
    {
        var length = 0;
        for (var i = first; i < last; i++)
        {
            var word = resume.Word(resume.Tokens[i]);
            if (length + word.Length + 1 > buffer.Length)
                return [];
            if (i > first) buffer[length++] = ' ';
            foreach (var c in word)
                if (c != '\'') buffer[length++] = c;
            // The token ends before "'s".
            if (i + 1 < last && resume.Gap(i) is "'s " or "\u2019s ") buffer[length++] = 's';
        }
        return buffer[..length];
    }

    private static void Hide(ResumeText resume, Finds finds, Field field, int from)
    {
        var text = resume.Text;
        var start = from;
        while (start < text.Length && text[start] is ' ' or '\t' or '-' or '.' or ':') start++;
        // A value below its label ("Address:" and then three lines) is found by its own rules.
        if (start >= text.Length || text[start] == '\n')
            return;
        var end = ValueEnd(resume, field, start);
        while (end > start && text[end - 1] is ' ' or ',' or ';' or '.') end--;
        if (end <= start || !text.AsSpan(start, end - start).ContainsAnyExcept(NoValue))
            return;
        if (field == Phone && text.AsSpan(start, end - start).IndexOfAnyInRange('0', '9') < 0)
            return;
        if (field == Name)
        {
            TakeNames(resume, finds, start, end);
            return;
        }
        finds.Add(field.Kind, start, end, field.Replacement, "label", 97);
    }

    private static int ValueEnd(ResumeText resume, Field field, int start)
    {
        var text = resume.Text;
        var most = Math.Min(text.Length, start + LongestValue);
        var end = start;
        for (; end < most; end++)
        {
            if (text[end] is '\n' or '\t' or '|' or '\u2022') break;
            if (text[end] == ' ' && end + 1 < text.Length && text[end + 1] == ' ') break;
            if (field.WholeLine) continue;
            if (text[end] == ';' || text[end] == '(' && field != Phone || text[end] == ',' && field.Kind is not (HiddenKinds.BirthDate or HiddenKinds.Family or HiddenKinds.Place or HiddenKinds.Nationality or HiddenKinds.Name)) break;
            // A sentence that goes on says other things.
            if (text[end] == '.' && end + 2 < text.Length && text[end + 1] == ' ' && end - start > 3 && char.IsLower(text[end - 1])) break;
            if (field == Phone && char.IsLetter(text[end])) break;
            if (field.Kind == HiddenKinds.Url && text[end] == ' ') break;
            // The next label on the same line.
            if (text[end] == ':' && end > start) return LastWordStart(text, start, end);
        }
        return end;
    }

    private static int LastWordStart(string text, int start, int colon)
    {
        var at = colon;
        while (at > start && text[at - 1] == ' ') at--;
        while (at > start && text[at - 1] is not (' ' or ',')) at--;
        return at;
    }

    private static void TakeNames(ResumeText resume, Finds finds, int start, int end)
    {
        var last = start;
        var count = 0;
        for (var i = resume.TokenFrom(start); i < resume.Tokens.Count && resume.Tokens[i].Start < end && count < 6; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape is Shape.Number or Shape.Mixed || !Gaps.InName(resume.Text.AsSpan(last, token.Start - last)))
                break;
            if (token.Length > 1 && (token.Is(WordKinds.Name) || !token.Is(WordKinds.Dictionary | WordKinds.Skill))) finds.NameWords.TryAdd(resume.Word(token).ToString(), true);
            last = token.End;
            count++;
        }
        if (last == start)
            return;
        finds.Add(HiddenKinds.Name, start, last, "[person]", "label", 98);
        finds.HasCandidate = true;
    }
}
