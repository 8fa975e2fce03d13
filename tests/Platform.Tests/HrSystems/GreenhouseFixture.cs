using System.Text.Json;
using ClearView.HrSystems;
using ClearView.HrSystems.Greenhouse;
using ClearView.Messaging.Protection;
using ClearView.Simulators.Greenhouse;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ConnectorOptions = ClearView.HrSystems.Greenhouse.GreenhouseOptions;
using SimulatorOptions = ClearView.Simulators.Greenhouse.GreenhouseOptions;

namespace ClearView.Platform.Tests.HrSystems;

/// <summary>Our connector at our simulator, with a handful of invented people.</summary>
internal sealed class GreenhouseFixture : IHrSystemFixture
{
    public const string Secret = "only-for-tests";

    private readonly string _folder;
    private readonly GreenhouseInstance _simulator;
    private readonly HttpClient _control;
    private readonly SpoilingHandler _spoil;
    private readonly GreenhouseSystem _system;

    private GreenhouseFixture(string folder, GreenhouseInstance simulator, ILoggerFactory logs, Action<ConnectorOptions>? set, int candidates)
    {
        (_folder, _simulator) = (folder, simulator);
        _control = new HttpClient { BaseAddress = simulator.Address };
        _spoil = new SpoilingHandler { InnerHandler = Http.NewHandler() };
        Options = new ConnectorOptions
        {
            BaseAddress = simulator.Address.ToString(),
            ClientId = "tests",
            ClientSecret = Secret,
            WebhookSecret = Secret,
            UserId = 1,
            PollSeconds = 0.1,
            ShortestWaitSeconds = 0.01,
        };
        set?.Invoke(Options);
        _system = new GreenhouseSystem(Options, new KeyedDigest(new OneKey()), logs.CreateLogger<GreenhouseSystem>(), TimeProvider.System, _spoil);
        (Resumes, Applications) = (candidates, candidates + 1);
    }

    public ConnectorOptions Options { get; }

    public IHrSystem System => _system;

    public SpoilingHandler Spoil => _spoil;

    public int Jobs => 2;

    public int Resumes { get; }

    public int Applications { get; }

    public IReadOnlyList<string> Canaries { get; } =
        ["Quillfeather", "Ottoline", "ottoline.q@example.com", "7700 900123", "Quillfeather_CV", "Featherstonehaugh", "Marmaduke", "Zabriskie", "Peregrine"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<GreenhouseFixture> StartAsync(
        ILoggerFactory? logs = null, Action<SimulatorOptions>? simulate = null, Action<ConnectorOptions>? connect = null, int candidates = 3, int jobs = 2)
    {
        var folder = Directory.CreateTempSubdirectory("hr-greenhouse-").FullName;
        WriteSamples(folder, candidates, jobs);
        var options = new SimulatorOptions
        {
            SamplesDirectory = folder,
            JournalPath = Path.Combine(folder, "journal.jsonl"),
            ClientId = "tests",
            ClientSecret = Secret,
            Slowness = TimeSpan.FromMilliseconds(20),
            WebhookMinute = TimeSpan.FromMilliseconds(5),
            DepartAfter = TimeSpan.Zero,
        };
        simulate?.Invoke(options);
        return new GreenhouseFixture(folder, await GreenhouseSimulator.StartAsync(options, Ct), logs ?? NullLoggerFactory.Instance, connect, candidates);
    }

    public void AddBadRow() => _spoil.AddsBadRows = true;

    public void LoseNextAnswer() =>
        _control.PostAsync("_simulator/misbehave", new StringContent("{\"faults\":[\"note-timeout\"]}", null, "application/json"), Ct).GetAwaiter().GetResult().Dispose();

    public Task<int> NotesWithAsync(string marker) => Task.FromResult(Journal("note").Count(line =>
        line.GetProperty("note").GetProperty("body").GetString()!.Contains(marker, StringComparison.Ordinal)));

    public async Task<JsonElement> StatusAsync()
    {
        using var json = JsonDocument.Parse(await _control.GetStringAsync("_simulator/status", Ct));
        return json.RootElement.Clone();
    }

    public async Task<int> StruckAsync(string fault) =>
        (await StatusAsync()).GetProperty("faults").TryGetProperty(fault, out var count) ? count.GetInt32() : 0;

    public IReadOnlyList<JsonElement> Journal(string kind)
    {
        using var file = new FileStream(Path.Combine(_folder, "journal.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("kind").GetString() == kind),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _system.Dispose();
        _control.Dispose();
        await _simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The first three are the canaries; the first of them applied twice.</summary>
    private static void WriteSamples(string folder, int candidates, int jobs)
    {
        (string First, string Last, string Email, string Phone)[] people =
        [
            ("Ottoline", "Quillfeather", "ottoline.q@example.com", "+44 7700 900123"),
            ("Marmaduke", "Featherstonehaugh", "marmaduke@example.org", "+44 7700 900124"),
            ("Peregrine", "Zabriskie", "peregrine@example.net", "+44 7700 900125"),
        ];
        Directory.CreateDirectory(Path.Combine(folder, "resumes"));
        for (var n = 0; n < candidates; n++)
            File.WriteAllText(Path.Combine(folder, "resumes", $"{n}.txt"), $"R\u00e9sum\u00e9 of {people[n % 3].First} {people[n % 3].Last}, number {n}.\nBuilt things in C# for five years.");

        File.WriteAllText(Path.Combine(folder, "candidates.json"), JsonSerializer.Serialize(Enumerable.Range(0, candidates).Select(n => new
        {
            id = 1 + n,
            firstName = people[n % 3].First,
            lastName = people[n % 3].Last,
            email = people[n % 3].Email,
            phone = people[n % 3].Phone,
            appliedAt = new DateTimeOffset(2026, 10, 1, 9, 0, 0, TimeSpan.Zero).AddHours(n),
            applications = n == 0 ? new[] { new { id = 900, jobId = 1 }, new { id = 901, jobId = 2 } } : [new { id = 901 + n, jobId = 1 + (n % jobs) }],
            file = $"resumes/{n}.txt",
            fileName = $"{people[n % 3].Last}_CV.txt",
        })));
        File.WriteAllText(Path.Combine(folder, "jobs.json"), JsonSerializer.Serialize(Enumerable.Range(1, jobs).Select(n => new
        {
            id = n,
            title = $"Job {n}",
            company = "R&D",
            department = "Works",
            location = "Leeds",
            openedAt = "2026-09-01T00:00:00Z",
            text = "The role\nBuild & test <things>.\n\nMust have\n- C#\n- SQL",
        })));
    }
}

/// <summary>Changes what comes back, for faults that no honest simulator has.</summary>
internal sealed class SpoilingHandler : DelegatingHandler
{
    private readonly List<string> _requests = [];

    public bool AddsBadRows { get; set; }

    /// <summary>Asked before each request; what it gives is answered in the server's place.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Answer { get; set; }

    public IReadOnlyList<string> Requests
    {
        get { lock (_requests) return [.. _requests]; }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_requests)
            _requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (Answer?.Invoke(request) is { } own)
            return own;

        var response = await base.SendAsync(request, cancellationToken);
        if (!AddsBadRows || request.Method != HttpMethod.Get || !request.RequestUri!.AbsolutePath.StartsWith("/v3/", StringComparison.Ordinal) || !response.IsSuccessStatusCode)
            return response;

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        response.Content = new StringContent(body.TrimStart() is ['[', .. var rest]
            ? "[7,{\"id\":\"Quillfeather\"},{\"first_name\":\"Quillfeather\"}" + (rest.TrimStart().StartsWith(']') ? "" : ",") + rest
            : body);
        return response;
    }
}
