using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClearView.Simulators.Greenhouse;

namespace ClearView.Platform.Tests.Simulators;

/// <summary>A simulator over a small sample set in a folder of its own, and a client that trusts it blindly.</summary>
internal sealed class GreenhouseRig : IAsyncDisposable
{
    public const string Id = "tests", Secret = "only-for-tests";

    private GreenhouseRig(string folder, GreenhouseOptions options) => (Folder, Options) = (folder, options);

    public string Folder { get; }
    public GreenhouseOptions Options { get; }
    public GreenhouseInstance Simulator { get; private set; } = null!;
    public HttpClient Client { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<GreenhouseRig> StartAsync(Action<GreenhouseOptions>? set = null, int candidates = 7, int jobs = 4)
    {
        var folder = Directory.CreateTempSubdirectory("greenhouse-").FullName;
        WriteSamples(folder, candidates, jobs);
        var options = new GreenhouseOptions
        {
            SamplesDirectory = folder,
            JournalPath = Path.Combine(folder, "journal.jsonl"),
            ClientId = Id,
            ClientSecret = Secret,
            Slowness = TimeSpan.FromMilliseconds(1),
            WebhookMinute = TimeSpan.Zero,
            DepartAfter = TimeSpan.Zero,
        };
        set?.Invoke(options);
        var rig = new GreenhouseRig(folder, options);
        await rig.OpenAsync();
        return rig;
    }

    public static void WriteSamples(string folder, int candidates, int jobs)
    {
        Directory.CreateDirectory(Path.Combine(folder, "resumes"));
        for (var n = 1; n <= candidates; n++)
            File.WriteAllText(Path.Combine(folder, "resumes", $"{n}.txt"), $"Résumé number {n}, long enough to be cut in two.");
        File.WriteAllText(Path.Combine(folder, "candidates.json"), JsonSerializer.Serialize(Enumerable.Range(1, candidates).Select(n => new
        {
            id = 100 + n,
            firstName = "Zoë",
            lastName = $"Number {n}",
            email = $"n{n}@example.com",
            phone = "020 7946 0000",
            appliedAt = $"2026-01-{n:00}T10:00:00Z",
            applications = new[] { new { id = 700 + n, jobId = 1 + (n % jobs) } },
            file = $"resumes/{n}.txt",
            fileName = $"cv {n}.txt",
            kind = "readable",
            note = "",
        })));
        File.WriteAllText(Path.Combine(folder, "jobs.json"), JsonSerializer.Serialize(Enumerable.Range(1, jobs).Select(n => new
        {
            id = n,
            title = $"Job {n}",
            company = "R&D <Ltd>",
            department = "Works",
            location = "Leeds",
            openedAt = "2026-01-01T00:00:00Z",
            text = "The role\nBuild & test <things>.\n\nMust have\n- C#\n- SQL",
        })));
    }

    public async Task RestartAsync(Action<GreenhouseOptions>? set = null)
    {
        await CloseAsync();
        set?.Invoke(Options);
        await OpenAsync();
    }

    public async Task<HttpResponseMessage> TokenAsync(string? basic = null, string grant = "client_credentials")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "token") { Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", grant)]) };
        request.Headers.Authorization = new("Basic", basic ?? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Id}:{Secret}")));
        return await Client.SendAsync(request, Ct);
    }

    public async Task SignInAsync()
    {
        using var answer = await TokenAsync();
        Client.DefaultRequestHeaders.Authorization = new("Bearer", (await JsonAsync(answer)).GetProperty("access_token").GetString());
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, Ct);

    /// <summary>Ids of one page.</summary>
    public async Task<IReadOnlyList<long>> IdsAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(200, (int)answer.StatusCode);
        return Ids(await JsonAsync(answer));
    }

    /// <summary>Ids of every page, one array each.</summary>
    public async Task<List<long[]>> PagesAsync(string path)
    {
        var pages = new List<long[]>();
        for (var next = path; next is not null;)
        {
            using var answer = await GetAsync(next);
            Assert.Equal(200, (int)answer.StatusCode);
            pages.Add(Ids(await JsonAsync(answer)));
            next = Next(answer);
        }
        return pages;
    }

    public Task<HttpResponseMessage> PostNoteAsync(long candidate, string body = "Score 80") => Client.PostAsJsonAsync(
        "v3/notes", new { candidate_id = candidate, user_id = 1, body, visibility = "public" }, Ct);

    public async Task<JsonElement> StatusAsync() => await JsonAsync(await GetAsync("_simulator/status"));

    public async Task<int> StruckAsync(string fault) =>
        (await StatusAsync()).GetProperty("faults").TryGetProperty(fault, out var count) ? count.GetInt32() : 0;

    /// <summary>Every line of the journal as it stands on the disk.</summary>
    public IReadOnlyList<JsonElement> Journal(string kind)
    {
        using var file = new FileStream(Options.JournalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("kind").GetString() == kind)];
    }

    public static string? Next(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Link", out var values) ? values.Single().Split('<', '>')[1] : null;

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

    public static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
        (await JsonAsync(answer)).GetProperty("errors")[0].GetString()!;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static long[] Ids(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];

    private async Task OpenAsync()
    {
        Simulator = await GreenhouseSimulator.StartAsync(Options, Ct);
        Client = new HttpClient { BaseAddress = Simulator.Address };
        await SignInAsync();
    }

    private async Task CloseAsync()
    {
        Client.Dispose();
        await Simulator.DisposeAsync();
    }
}
