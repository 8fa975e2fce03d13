using System.Collections.Concurrent;
using System.Globalization;

namespace ClearView.Cli.Drills.Load;

/// <summary>What the driver wants of running processes: small files in the drill's folder, looked at often.</summary>
internal sealed class Orders(string folder)
{
    /// <summary>Publishers begin no further letter.</summary>
    public const string Enough = "enough";

    /// <summary>Milliseconds that every function waits before each message, so that hands are full.</summary>
    public const string Brake = "brake";

    /// <summary>Milliseconds that the slow function takes.</summary>
    public const string Slowness = "slowness";

    /// <summary>How many letters the flooding tenant sends as fast as it can.</summary>
    public const string Flood = "flood";

    /// <summary>How many of the next letters are poison.</summary>
    public const string Poison = "poison";

    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> All { get; } = [Enough, Brake, Slowness, Flood, Poison];

    public static string FolderIn(string drill) => Path.Combine(drill, "orders");

    /// <summary>As of the last look.</summary>
    public int Number(string order) => _seen.GetValueOrDefault(order);

    public void Give(string order, int number)
    {
        Directory.CreateDirectory(folder);
        var aside = Path.Combine(folder, $".{order}");
        File.WriteAllText(aside, number.ToString(CultureInfo.InvariantCulture));
        File.Move(aside, Path.Combine(folder, order), overwrite: true); // whole or not at all
        _seen[order] = number;
    }

    public void Look()
    {
        foreach (var order in All)
        {
            var path = Path.Combine(folder, order);
            if (File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var number))
                _seen[order] = number;
        }
    }
}
