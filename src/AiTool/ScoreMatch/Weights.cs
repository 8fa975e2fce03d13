namespace ClearView.AiTool.ScoreMatch;

/// <summary>What a score is made of. A change here changes scores: give <see cref="Scorer.Version"/> a new name with it.</summary>
internal static class Weights
{
    public const int Whole = 100;

    // Of 100, when the posting names all of them. What a posting does not name is shared among the others in
    // proportion, so that a perfect fit reaches 100 whatever the posting leaves out.
    public const int Required = 50;
    public const int Preferred = 15;
    public const int Years = 10;
    public const int Level = 10;
    public const int Education = 5;
    public const int Words = 10;

    // Few skills cannot carry half of a score: each required one carries at most so much of it, each preferred one so
    // much; what is left goes to the words in common.
    public const int MostPerRequired = 12;
    public const int MostPerPreferred = 5;

    // Percent of a skill's points.
    public const int OnlyListed = 80;
    public const int ByNarrower = 90;
    public const int ByRelated = 50;
    public const int ByBroader = 40;

    // Of a skill that is asked for with a number of months: so much for having it at all, the rest by months.
    public const int WithoutMonths = 50;

    // Of a part's points, in proportion: a skill in the title, or with a number of years, counts twice; one that nearly
    // every posting asks for, and that everybody can claim, counts an eighth.
    public const int Specific = 8;
    public const int Stressed = 16;
    public const int General = 1;

    // Percent of the level's points for one and for two levels less.
    public const int OneLevelLess = 60;
    public const int TwoLevelsLess = 20;

    public const int OneEducationLess = 50;

    // The title says in few words what the post is.
    public const int TermInTitle = 4;

    // All points for words in common are given from so many percent of the posting's words on.
    public const int EnoughWords = 35;

    // Years, level and education count in full from so many percent of the asked skills on, and in proportion below:
    // ten years in another field are not ten years in this one. A skill without dated work tells so many percent of its
    // credit of a field, and a spoken language tells of none.
    public const int EnoughSkills = 50;
    public const int ListedInField = 50;

    // More skills than these are not scored: each would weigh less than a point.
    public const int MostRequired = 24;
    public const int MostPreferred = 16;
}
