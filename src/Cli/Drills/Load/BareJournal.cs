using System.Globalization;
using System.Text;
using ClearView.Cli.Drills.Ledger;

namespace ClearView.Cli.Drills.Load;

/// <summary>What the bare client received: a line each, with when it was published and when it came.</summary>
internal sealed class BareJournal : IDisposable
{
    private readonly FileStream _file;

    public BareJournal(string drill) => _file = new FileStream(PathIn(drill), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public static IReadOnlyList<Effect> Read(string drill) => !File.Exists(PathIn(drill)) ? [] :
    [
        .. File.ReadLines(PathIn(drill)).Select(line => line.Split(' ')).Where(row => row.Length == 3)
            .Select(row => new Effect("bare", row[0], "", long.Parse(row[1], CultureInfo.InvariantCulture), long.Parse(row[2], CultureInfo.InvariantCulture))),
    ];

    public void Received(string letter, long publishedAt, long receivedAt) =>
        _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{letter} {publishedAt} {receivedAt}\n")));

    public void Dispose() => _file.Dispose();

    private static string PathIn(string drill) => Path.Combine(drill, "bare.journal");
}
