using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Simulators.Greenhouse;

/// <summary>Greenhouse Harvest v3 on this machine, with invented candidates, that misbehaves on request.</summary>
public static class GreenhouseSimulator
{
    /// <summary>
    /// Runs until cancelled or told to stop (SIGINT, SIGTERM), and prints one line with its address when ready.
    /// Gives the exit code: 0, 2 with a line on standard error when it cannot start, 1 when its journal breaks.
    /// </summary>
    public static async Task<int> RunAsync(GreenhouseOptions options, CancellationToken ct)
    {
        try
        {
            await using var simulator = await StartAsync(options, ct);
            await Console.Out.WriteLineAsync($"greenhouse simulator on {simulator.Address.GetLeftPart(UriPartial.Authority)}");
            await Console.Out.FlushAsync(ct);
            await simulator.WaitAsync(ct);
            return 0;
        }
        catch (SimulatorStartException cannot)
        {
            await Console.Error.WriteLineAsync($"greenhouse simulator: {cannot.Message}");
            return 2;
        }
        catch (IOException broken)
        {
            await Console.Error.WriteLineAsync($"greenhouse simulator: the journal can no longer be written ({broken.Message})");
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <summary>Starts and returns when requests are answered.</summary>
    /// <exception cref="SimulatorStartException">A setting, the samples, the journal or the port cannot be used.</exception>
    public static async Task<GreenhouseInstance> StartAsync(GreenhouseOptions options, CancellationToken ct)
    {
        options.Check();
        var samples = Samples.Load(options.SamplesDirectory);
        var (journal, earlier) = Journal.Open(options.JournalPath, options.JournalLimit);
        try
        {
            return await StartAsync(options, samples, journal, earlier, ct);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static async Task<GreenhouseInstance> StartAsync(
        GreenhouseOptions options, Samples samples, Journal journal, IReadOnlyList<JournalEntry> earlier, CancellationToken ct)
    {
        var faults = new Faults(options.Seed, options.FaultLimit);
        faults.SwitchOn(options.Misbehave);

        var now = WireTime.Ceiling(options.Clock.GetUtcNow());
        var account = new Account(samples, job => IsHidden(job, samples, faults, options.Seed));
        var notes = new Notes(account, journal, faults, options);
        var webhooks = new Webhooks(options, journal, faults);
        var links = new FileLinks(KeyFor("files", options), account, options.Clock);
        var arrivals = new Arrivals(samples, account, journal, webhooks, links, faults, options);
        var departures = new Departures(samples, account, journal, webhooks, faults, options);

        Replay(earlier, account, notes, departures);
        journal.Append(new JournalEntry(JournalEntry.Start, now), durably: true);
        arrivals.Begin();

        var requests = new RequestLog(journal, options.Clock);
        var app = GreenhouseServer.Build(
            options, requests, new Tokens(options, faults), new RateWindow(options.RateLimit, options.Clock), new Spoil(faults, options),
            new Listing(account, new Cursors(KeyFor("cursors", options)), links, faults, options), Resource.All(account, notes),
            notes, links, new Control(account, notes, arrivals, webhooks, faults, requests));
        links.Base = await ListenAsync(app, options.Port, ct);
        webhooks.Start();
        return new GreenhouseInstance(app, links.Base, webhooks, journal, stop => Task.WhenAll(arrivals.RunAsync(stop), departures.RunAsync(stop)));
    }

    private static async Task<Uri> ListenAsync(WebApplication app, int port, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException cause)
        {
            await app.DisposeAsync();
            throw new SimulatorStartException($"Port {port} on 127.0.0.1 cannot be listened on ({cause.Message}) Choose another, or 0 for any free one.", cause);
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        return new Uri(addresses.Single() + "/");
    }

    private static void Replay(IReadOnlyList<JournalEntry> earlier, Account account, Notes notes, Departures departures)
    {
        foreach (var entry in earlier)
        {
            if (entry is { Kind: JournalEntry.Note, Written: { } note })
                notes.Restore(note);
            else if (entry is { Kind: JournalEntry.Arrival, CandidateId: { } arrived })
                account.Arrive(arrived, () => entry.At);
            else if (entry is { Kind: JournalEntry.Departure, CandidateId: { } departed })
            {
                account.Depart(departed, entry.NewCandidateId, () => entry.At);
                departures.WereDone();
            }
        }
    }

    /// <summary>Every fourth job, from a seeded one on.</summary>
    private static bool IsHidden(SampleJob job, Samples samples, Faults faults, int seed) =>
        faults.IsOn(Fault.HiddenJobs) && (samples.Jobs.ToList().IndexOf(job) + (uint)seed) % 4 == 0;

    /// <summary>Keys follow from the client's secret, so that links and cursors outlive a restart.</summary>
    private static byte[] KeyFor(string use, GreenhouseOptions options) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.ClientSecret), Encoding.UTF8.GetBytes(use));
}
