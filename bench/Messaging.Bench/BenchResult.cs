using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ClearView.Cli.Benches;
using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench;

/// <summary>All figures of a run, as a table and as one line of JSON. A ratio is the median of the rounds' own ratios: each round has one broker, one hour.</summary>
internal sealed class BenchResult(BenchOptions options)
{
    // Below this the machine, not the framework, was measured.
    private const double LeastBareToWolverine = 1.4;
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly List<(string Row, int Size, int Round, Measured Measured)> _throughputs = [];
    private readonly Dictionary<string, (double Rate, Measured Measured)> _latencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Measured> _deaths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Measured Filled, Measured Drained)> _backlogs = new(StringComparer.Ordinal);
    private readonly List<double> _startUps = [];
    private readonly Surroundings _surroundings = Surroundings.Now();
    private (double One, double Two)? _workers;

    public bool HasFailures { get; set; }

    public void AddThroughput(string row, int size, int round, Measured measured)
    {
        _throughputs.Add((row, size, round, measured));
        HasFailures |= measured.Error is not null;
    }

    public void AddLatency(string row, double rate, Measured measured) => _latencies[row] = (rate, measured);

    public void AddDeath(string row, Measured measured) => _deaths[row] = measured;

    public void AddBacklog(string row, Measured filled, Measured drained) => _backlogs[row] = (filled, drained);

    public void AddWorkers(double one, double two) => _workers = (one, two);

    public void AddStartUp(double milliseconds) => _startUps.Add(milliseconds);

    /// <summary>The median; 0 when there is none.</summary>
    public double PerSecond(string row, int size) => Median(Of(row, size).Select(m => m.PerSecond)) ?? 0;

    public void WriteTable(TextWriter to)
    {
        to.WriteLine($"{"row",-16}{"bytes",8}{"msg/s",10}{"to bare",10}{"CPU s/10k",12}{"B/msg",10}");
        foreach (var (row, size) in Measurements())
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row,-16}{size,8}{PerSecond(row, size),10:0}{Ratio(row, RowCatalog.Bare, size),10:0.000}{Median(Of(row, size).Select(m => m.CpuSecondsPer10k)),12:0.000}{Median(Of(row, size).Select(m => m.BytesPerMessage)),10:0}"));
        }
    }

    public string ToJson()
    {
        var first = options.Sizes[0];
        var bareToWolverine = Ratio(RowCatalog.Bare, RowCatalog.Wolverine, first);
        return JsonSerializer.Serialize(new
        {
            bench = "messaging",
            rows = Measurements().Select(m => RowOf(m.Row, m.Size)),
            ratios = new
            {
                oursToBare = Ratio(RowCatalog.Ours, RowCatalog.Bare, first),
                oursToBareRouted = Ratio(RowCatalog.Ours, RowCatalog.BareRouted, first),
                oursToWolverine = Ratio(RowCatalog.Ours, RowCatalog.Wolverine, first),
                oursToMassTransit = Ratio(RowCatalog.Ours, RowCatalog.MassTransit, first),
                effectsToBare = Ratio(RowCatalog.Effects, RowCatalog.Bare, first),
                sealedToUnsealed = Ratio(RowCatalog.TransportSealed, RowCatalog.Transport, first),
                embeddedToSqlite = Ratio(RowCatalog.Embedded, RowCatalog.Sqlite, first),
                bareToWolverine,
                oursToBareAllocated = Rounded(Median(Of(RowCatalog.Ours, first).Select(m => m.BytesPerMessage)) / Median(Of(RowCatalog.Bare, first).Select(m => m.BytesPerMessage))),
            },
            @void = bareToWolverine is < LeastBareToWolverine,
            brokerKilled = _deaths.ToDictionary(d => d.Key, d => d.Value.Error is { } error
                ? (object)new { error }
                : new { confirmed = d.Value.Messages, lost = d.Value.Lost, notDeliveredInTime = d.Value.Waiting, doubled = d.Value.Doubled, repeated = d.Value.Refused, longestStallMs = Math.Round(d.Value.LongestStallMs) }),
            backlog = _backlogs.ToDictionary(b => b.Key, b => new
            {
                messages = options.Backlog,
                filledPerSecond = Math.Round(b.Value.Filled.PerSecond),
                emptiedPerSecond = Math.Round(b.Value.Drained.PerSecond),
                smallestMemory = b.Value.Drained.SmallestMemory,
                largestMemory = b.Value.Drained.LargestMemory,
                error = b.Value.Filled.Error ?? b.Value.Drained.Error,
            }),
            workersOf20Ms = _workers is { } w ? new { onePerSecond = Math.Round(w.One), twoPerSecond = Math.Round(w.Two), ratio = Rounded(w.Two / w.One) } : null,
            startUp50FunctionsMs = Rounded(Median(_startUps)),
            options.Rounds,
            options.Seconds,
            environment = new
            {
                _surroundings.Cores,
                _surroundings.Processor,
                _surroundings.System,
                _surroundings.Runtime,
                _surroundings.Commit,
                _surroundings.LoadBefore,
                versions = new
                {
                    rabbitMqClient = VersionOf(typeof(RabbitMQ.Client.IChannel)),
                    wolverine = VersionOf(typeof(Wolverine.IMessageBus)),
                    massTransit = VersionOf(typeof(MassTransit.IBus)),
                    clearView = VersionOf(typeof(ITransport)),
                },
            },
        }, _json);
    }

    private static string? VersionOf(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private object RowOf(string row, int size)
    {
        var latency = size == options.Sizes[0] && _latencies.TryGetValue(row, out var found) && found.Measured.Error is null ? found : default;
        return new
        {
            row,
            bytes = size,
            messagesPerSecond = Math.Round(PerSecond(row, size)),
            toBare = Ratio(row, RowCatalog.Bare, size),
            cpuSecondsPer10k = Rounded(Median(Of(row, size).Select(m => m.CpuSecondsPer10k))),
            brokerCpuSecondsPer10k = Rounded(Median(Of(row, size).Select(m => m.BrokerCpuSecondsPer10k))),
            allocatedBytesPerMessage = Rounded(Median(Of(row, size).Select(m => m.BytesPerMessage)), 0),
            latencyAtPerSecond = latency.Measured is null ? (double?)null : Math.Round(latency.Rate),
            p50Ms = latency.Measured is null ? null : Rounded(latency.Measured.P50Ms, 2),
            p99Ms = latency.Measured is null ? null : Rounded(latency.Measured.P99Ms, 2),
            perRound = _throughputs.Where(t => t.Row == row && t.Size == size).Select(t => Math.Round(t.Measured.PerSecond)),
            errors = _throughputs.Where(t => t.Row == row && t.Size == size && t.Measured.Error is not null).Select(t => t.Measured.Error).Distinct(),
        };
    }

    private IEnumerable<(string Row, int Size)> Measurements() => _throughputs.Select(t => (t.Row, t.Size)).Distinct();

    private IEnumerable<Measured> Of(string row, int size) =>
        _throughputs.Where(t => t.Row == row && t.Size == size && t.Measured.Error is null).Select(t => t.Measured);

    private double? Ratio(string row, string to, int size)
    {
        var pairs =
            from one in _throughputs
            join other in _throughputs on (one.Size, one.Round) equals (other.Size, other.Round)
            where one.Row == row && other.Row == to && one.Size == size && one.Measured.Error is null && other.Measured.Error is null
            select one.Measured.PerSecond / other.Measured.PerSecond;
        return Rounded(Median(pairs));
    }

    private static double? Rounded(double? value, int digits = 3) => value is { } number ? Math.Round(number, digits) : null;

    private static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
