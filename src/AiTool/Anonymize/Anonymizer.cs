using ClearView.AiTool.Anonymize.Finders;
using ClearView.Contracts;

namespace ClearView.AiTool.Anonymize;

/// <summary>Hides who a person is and leaves what the person can do. Thread-safe, deterministic, without I/O.</summary>
public static class Anonymizer
{
    /// <summary>Changes whenever the same text may come out differently.</summary>
    public const string Version = "rules-12";

    public const int MaxCharacters = Documents.DocumentReader.MaxCharacters;

    /// <summary>Every text passes these, top to bottom; what an earlier one has found, a later one may only widen.</summary>
    internal static IReadOnlyList<IFind> Finders { get; } =
    [
        new KnownIdentityFinder(),   // what the account says, in every spelling
        new LabelFinder(),           // "Date of birth: ..."
        new EmailFinder(),
        new UrlFinder(),
        new FileNameFinder(),        // "Jane_Doe_CV.pdf"
        new IdNumberFinder(),        // "ES91 2100 ...", where its check digit says so
        new PhoneFinder(),
        new BirthFinder(),
        new AddressFinder(),
        new SchoolFinder(),
        new PlaceFinder(),
        new StreetBesideTown(),      // streets that only their town gives away
        new HeaderNameFinder(),      // the name at the top
        new PersonFinder(),          // referees, signatures, "Mr ..."
        new NamePairFinder(),        // a given name and a surname side by side
        new TaggedNameFinder(),      // names that no list holds, by what stands around them
        new NamePropagation(),       // the names found so far, wherever else they stand
        new ExpectedTowns(),         // what stands where only a town can
        new TownLists(),             // what stands in a list with towns
        new PlacePropagation(),      // the towns found so far, wherever else they stand
        new GraduationFinder(),
        new GenderWordFinder(),
        new NationalityFinder(),
        new TraitFinder(),
    ];

    /// <summary>Hides identity in a text of at most <see cref="MaxCharacters"/>.</summary>
    /// <param name="known">What the account says of the person; null when nothing is known.</param>
    /// <param name="hideKinds">Some of <see cref="HiddenKinds.All"/>; empty means all.</param>
    /// <exception cref="Messaging.PermanentFailureException">One of them is no kind.</exception>
    public static AnonymousText Anonymize(string text, KnownIdentity? known, IReadOnlyList<string> hideKinds)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(hideKinds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxCharacters, nameof(text));

        var resume = new ResumeText(text, known);
        var finds = new Finds(resume, HiddenKinds.Chosen(hideKinds));
        foreach (var finder in Finders)
            finder.Find(resume, finds);

        var (anonymous, hidden) = Redaction.Apply(text, finds.Resolve());
        return new AnonymousText(anonymous, hidden, SecondLook.Doubts(resume, finds, anonymous));
    }
}
