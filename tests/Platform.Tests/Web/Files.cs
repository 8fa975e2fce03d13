using System.Text;
using ClearView.Cli;

namespace ClearView.Platform.Tests.Web;

/// <summary>Files that people send: the project's invented samples, and a short résumé that always goes through.</summary>
internal static class Files
{
    public static byte[] Good { get; } = Encoding.UTF8.GetBytes("""
        Software developer

        Experience
        Developer, Harbour Freight Systems, 03/2019 - 05/2024
        - Built a service in C# and SQL that plans 4,000 shipments a day
        - Cut the time of a release from two days to one hour with Docker

        Skills
        C#, SQL, Docker
        """);

    /// <summary>Leaves a sign behind that may be part of an address: a human must look.</summary>
    public static byte[] Doubtful { get; } = [.. Good, .. "\n\nReferences on request, ask me@ home\n"u8];

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Home.Samples, "resumes", name));

    public static byte[] Broken(string name) => File.ReadAllBytes(Path.Combine(Home.Samples, "broken", name));
}
