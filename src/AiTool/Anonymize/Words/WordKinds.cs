namespace ClearView.AiTool.Anonymize.Words;

/// <summary>What the word lists say of a word; one word can be many things.</summary>
[Flags]
internal enum WordKinds : ushort
{
    None = 0,
    Given = 1,
    Surname = 2,

    /// <summary>A name that many people bear.</summary>
    Frequent = 4,

    /// <summary>An English word.</summary>
    Dictionary = 8,

    /// <summary>An English word in common use.</summary>
    Common = 16,

    /// <summary>A town of 15,000 people or more.</summary>
    Town = 32,

    /// <summary>A town of 150,000 people or more, or a capital.</summary>
    BigTown = 64,

    /// <summary>The first word of a town's name of several words.</summary>
    TownStart = 128,

    Demonym = 256,

    /// <summary>A technology, a method or a word that résumés use: never a name without other evidence.</summary>
    Skill = 512,

    /// <summary>A word without which no sentence tells a trait, a birth or an age: lines without one need no closer look.</summary>
    Trait = 1024,

    /// <summary>The first word of a country's, a region's or a small town's name.</summary>
    PlaceStart = 2048,

    /// <summary>A town or village of fewer than 15,000 people: many bear the name of a person or of a thing, so that it takes more to believe it.</summary>
    SmallTown = 4096,

    /// <summary>A word that some finder waits for: see <see cref="CueWords"/>.</summary>
    Cue = 8192,

    /// <summary>A word that tells a line of study from one of work: see <see cref="CueWords"/>.</summary>
    Study = 16384,

    /// <summary>A country or a region.</summary>
    Region = 32768,

    Name = Given | Surname,
}
