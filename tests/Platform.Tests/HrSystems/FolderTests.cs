using System.Diagnostics;
using System.Text.Json;
using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.HrSystems.Folder;
using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class FolderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_still_grows_is_not_taken()
    {
        await using var x = await Setup.StartAsync();
        x.Folder.Write("half a fi", "candidates", "new.txt");
        await x.Rig.PollAsync(x.Folder.System);
        x.Folder.Write("half a file and the rest", "candidates", "new.txt");

        Assert.True((await x.Rig.PollAsync(x.Folder.System)).HasMore);
        Assert.Equal(3, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Contains(await x.Rig.MessagesAsync<ResumeReceived>(), r => r.Original.Length == "half a file and the rest".Length);
    }

    [Fact]
    public async Task A_table_that_still_grows_makes_no_wrong_applications()
    {
        await using var x = await Setup.StartAsync();
        var whole = await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct);
        x.Folder.Write(whole[..80], "candidates.csv");

        Assert.True((await x.Rig.PollAsync(x.Folder.System)).HasMore);
        x.Folder.Write(whole, "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal(x.Folder.Applications, (await x.Rig.MessagesAsync<ApplicationReceived>()).Count);
    }

    [Fact]
    public async Task Without_tables_everybody_applies_for_every_job()
    {
        await using var x = await Setup.StartAsync();
        File.Delete(x.Folder.In("candidates.csv"));
        File.Delete(x.Folder.In("jobs.csv"));
        Directory.CreateDirectory(x.Folder.In("jobs"));
        x.Folder.Write("Baker\n\nMust have\n- ovens", "jobs", "baker.txt");
        x.Folder.Write("Miller\nMust have\n- mills", "jobs", "miller.txt");
        x.Folder.Write("", "jobs", "empty.txt");

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal(["Baker", "Miller"], (await x.Rig.MessagesAsync<JobPublished>()).Select(j => j.Title));
        Assert.Equal(["baker", "miller"], (await x.Rig.MessagesAsync<JobPublished>()).Select(j => j.Origin.SourceId));
        Assert.Equal(6, (await x.Rig.MessagesAsync<ApplicationReceived>()).Count);
        Assert.All(await x.Rig.MessagesAsync<ResumeReceived>(), r => Assert.Null(r.Identity));
        Assert.Single(x.Rig.Statuses.All.Single().Troubles);
    }

    [Fact]
    public async Task A_job_that_comes_later_is_applied_for_by_who_applies_for_every_job()
    {
        await using var x = await Setup.StartAsync();
        x.Folder.Write("unknown to the table", "candidates", "fourth.txt");
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var before = (await x.Rig.MessagesAsync<ApplicationReceived>()).Count;
        await File.AppendAllTextAsync(x.Folder.In("jobs.csv"), "new,Florist,Must have flowers\n", Ct);

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        var added = Assert.Single((await x.Rig.MessagesAsync<ApplicationReceived>()).Skip(before));
        Assert.Equal(JobId.Of("default", "folder", "new"), added.Job);
    }

    [Fact]
    public async Task An_edited_job_has_a_new_version_and_the_others_keep_theirs()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        x.Folder.Write((await File.ReadAllTextAsync(x.Folder.In("jobs.csv"), Ct)).Replace("Excel", "ledgers", StringComparison.Ordinal), "jobs.csv");

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        var jobs = (await x.Rig.MessagesAsync()).Where(m => m.Message is JobPublished).ToList();
        Assert.Equal(3, jobs.Count);
        Assert.Equal("Must have ledgers", ((JobPublished)jobs[2].Message).Text);
        Assert.True(jobs[2].Envelope.SourceVersion > jobs[0].Envelope.SourceVersion);
    }

    [Fact]
    public async Task When_the_table_corrects_a_name_the_resume_is_announced_anew_and_newer()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        x.Folder.Write((await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct)).Replace("Peregrine", "Perry", StringComparison.Ordinal), "candidates.csv");

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        var all = (await x.Rig.MessagesAsync()).Where(m => m.Message is ResumeReceived).ToList();
        Assert.Equal(4, all.Count);
        Assert.True(all[3].Envelope.SourceVersion > all.Single(m => m.Envelope.Subject == all[3].Envelope.Subject && m != all[3]).Envelope.SourceVersion);
    }

    [Fact]
    public async Task What_the_table_knows_of_a_person_is_found_though_it_writes_the_file_in_another_case()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        await AddAsync(x, inTable: "renata.TXT", onDisk: "Renata.txt");
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.NotNull((await x.Rig.MessagesAsync<ResumeReceived>())[^1].Identity);
        Assert.Empty(x.Rig.Statuses.All.Single().Troubles);
    }

    [Theory]
    [InlineData("Ren\u00e9e.txt", "Rene\u0301e.txt")]
    [InlineData("Rene\u0301e.txt", "Ren\u00e9e.txt")]
    public async Task A_file_whose_accents_the_table_writes_otherwise_waits_until_they_agree(string inTable, string onDisk)
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var before = (await x.Rig.MessagesAsync<ResumeReceived>()).Count;

        await AddAsync(x, inTable, onDisk);
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var meanwhile = (await x.Rig.MessagesAsync<ResumeReceived>()).Count;
        var troubles = x.Rig.Statuses.All.Single().Troubles;
        x.Folder.Write((await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct)).Replace(inTable, onDisk, StringComparison.Ordinal), "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal(before, meanwhile);
        Assert.Contains(troubles, t => t.Text.Contains("has accents", StringComparison.Ordinal));
        Assert.NotNull((await x.Rig.MessagesAsync<ResumeReceived>())[^1].Identity);
    }

    private static async Task AddAsync(Setup x, string inTable, string onDisk)
    {
        x.Folder.Write("A baker of bread.", $"candidates/{onDisk}");
        x.Folder.Write((await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct)).TrimEnd() + $"\n{inTable},Renata,Quux,,,\n", "candidates.csv");
    }

    [Fact]
    public async Task Who_has_another_key_finds_no_file_and_no_name_by_its_digest()
    {
        await using var x = await Setup.StartAsync();
        var elsewhere = x.Folder.NewSystem(new KeyedDigest(new OneKey()));
        await using var other = await HrRig.StartAsync(new RememberingLog(), elsewhere);

        await x.Rig.PollToTheEndAsync(x.Folder.System);
        await other.PollToTheEndAsync(elsewhere);

        var (ours, theirs) = (await TracesAsync(x.Rig), await TracesAsync(other));
        Assert.Equal(6, ours.Count); // of three files the id and the digest of what the table says of the person
        Assert.Empty(ours.Intersect(theirs));
        Assert.Empty((await x.Rig.MessagesAsync<ResumeReceived>()).Select(r => r.Candidate).Intersect((await other.MessagesAsync<ResumeReceived>()).Select(r => r.Candidate)));

        static async Task<List<string>> TracesAsync(HrRig rig)
        {
            using var checkpoint = JsonDocument.Parse((await rig.CheckpointAsync(FolderSystem.SystemName))!);
            return [.. checkpoint.RootElement.GetProperty("resumes").EnumerateObject().SelectMany(r => (string[])[r.Name, r.Value.GetProperty("print").GetString()!])];
        }
    }

    [Fact]
    public async Task No_resume_came_on_a_day_that_is_still_to_come()
    {
        await using var x = await Setup.StartAsync();
        File.SetLastWriteTimeUtc(x.Folder.In("candidates", "zabriskie.txt"), new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        var latest = (await x.Rig.MessagesAsync<ResumeReceived>()).Max(r => r.ReceivedOn);
        Assert.InRange(latest, new DateOnly(2026, 10, 2), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task The_day_is_the_tables_or_the_files()
    {
        await using var x = await Setup.StartAsync();
        File.SetLastWriteTimeUtc(x.Folder.In("candidates", "zabriskie.txt"), new DateTime(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc));

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal([new(2026, 5, 6), new(2026, 10, 1), new DateOnly(2026, 10, 2)], (await x.Rig.MessagesAsync<ResumeReceived>()).Select(r => r.ReceivedOn).Order());
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_refused_and_one_within_is_followed()
    {
        await using var x = await Setup.StartAsync();
        var outside = Directory.CreateTempSubdirectory("hr-outside-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(outside, "secret.txt"), "a secret", Ct);
            File.CreateSymbolicLink(x.Folder.In("candidates", "out.txt"), Path.Combine(outside, "secret.txt"));
            Directory.CreateSymbolicLink(x.Folder.In("candidates", "outdir"), outside);
            Directory.CreateSymbolicLink(x.Folder.In("candidates", "circle"), x.Folder.In("candidates"));
            File.CreateSymbolicLink(x.Folder.In("candidates", "through.txt"), x.Folder.In("candidates", "outdir", "secret.txt"));
            File.CreateSymbolicLink(x.Folder.In("candidates", "dangling.txt"), Path.Combine(outside, "nothing"));
            File.CreateSymbolicLink(x.Folder.In("candidates", "in.txt"), x.Folder.In("candidates", "zabriskie.txt"));

            await x.Rig.PollToTheEndAsync(x.Folder.System);

            Assert.Equal(4, (await x.Rig.MessagesAsync<ResumeReceived>()).Count); // the three, and the link within
            Assert.Equal(3, x.Rig.Statuses.All.Single().Troubles.Count(t => t.Code == "folder.link"));
            Assert.DoesNotContain(await x.Rig.MessagesAsync<ResumeReceived>(), r => r.Original.Length == "a secret".Length);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Theory]
    [InlineData("candidates")]
    [InlineData("jobs")]
    public async Task A_folder_that_is_a_link_is_followed_within_and_refused_out_of_the_watched_one(string name)
    {
        await using var x = await Setup.StartAsync();
        var outside = Directory.CreateTempSubdirectory("hr-outside-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(outside, "secret.txt"), "a secret", Ct);
            if (Directory.Exists(x.Folder.In(name)))
                Directory.Move(x.Folder.In(name), x.Folder.In("within"));
            else
                Directory.CreateDirectory(x.Folder.In("within"));
            Directory.CreateSymbolicLink(x.Folder.In(name), outside);

            await x.Rig.PollToTheEndAsync(x.Folder.System);

            Assert.Contains(x.Rig.Statuses.All.Single().Troubles, t => t.Code == "folder.link" && t.Text.StartsWith(name + "/", StringComparison.Ordinal));
            Assert.DoesNotContain(await x.Rig.MessagesAsync<ResumeReceived>(), r => r.Original.Length == "a secret".Length);
            Assert.DoesNotContain(await x.Rig.MessagesAsync<JobPublished>(), j => j.Text == "a secret");
            File.Delete(x.Folder.In(name));
            Directory.CreateSymbolicLink(x.Folder.In(name), "within");
            x.Folder.Write("within it", "within", "one more.txt");
            var before = (await x.Rig.MessagesAsync()).Count;
            await x.Rig.PollToTheEndAsync(x.Folder.System);

            Assert.DoesNotContain(x.Rig.Statuses.All.Single().Troubles, t => t.Code == "folder.link");
            Assert.True((await x.Rig.MessagesAsync()).Count > before);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task Links_in_a_circle_are_refused_and_stop_no_other()
    {
        await using var x = await Setup.StartAsync();
        File.CreateSymbolicLink(x.Folder.In("candidates", "one.txt"), "two.txt");
        File.CreateSymbolicLink(x.Folder.In("candidates", "two.txt"), "one.txt");

        for (var look = 0; look < 2; look++)
            await x.Rig.Polling.PollAsync(x.Folder.System, Ct);

        Assert.Equal(3, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.Equal(2, x.Rig.Statuses.All.Single().Troubles.Count(t => t.Code == "folder.link"));
    }

    [Fact]
    public async Task A_resume_that_becomes_a_link_after_it_was_looked_at_is_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody tells where an open file lies.");
        await using var x = await Setup.StartAsync();
        var outside = Path.GetTempFileName();
        await x.Rig.PollAsync(x.Folder.System); // nothing is taken before it stands still
        var taken = new List<Found.Resume>();
        await foreach (var found in x.Folder.System.PollAsync(null, Ct))
        {
            if (found is not Found.Resume resume)
                continue;
            taken.Add(resume);
            if (taken.Count > 1)
                continue;
            File.Copy(x.Folder.In("candidates", "zabriskie.txt"), outside, overwrite: true);
            File.Delete(x.Folder.In("candidates", "zabriskie.txt"));
            File.CreateSymbolicLink(x.Folder.In("candidates", "zabriskie.txt"), outside);
        }

        File.Delete(outside);
        Assert.Equal(2, taken.Count);
    }

    [Fact]
    public async Task A_score_is_not_written_through_a_folder_that_became_a_link()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody tells where an open file lies.");
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var resume = (await x.Rig.MessagesAsync<ResumeReceived>()).Single(r => r.ReceivedOn == new DateOnly(2026, 10, 2));
        var outside = Directory.CreateTempSubdirectory("hr-outside-").FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "marmaduke.txt"), "", Ct);
        Directory.Delete(x.Folder.In("candidates", "engineering"), recursive: true);
        Directory.CreateSymbolicLink(x.Folder.In("candidates", "engineering"), outside);

        var failure = await Record.ExceptionAsync(() => x.Folder.System.WriteScoreAsync(Request(resume.Candidate, resume.Origin.SourceId), Ct));
        var left = Directory.GetFiles(outside).Select(Path.GetFileName).ToList();
        Directory.Delete(outside, recursive: true);

        Assert.Equal("folder.result-link", Assert.IsType<PermanentFailureException>(failure).Code);
        Assert.Equal(["marmaduke.txt"], left);
    }

    [Fact]
    public async Task What_a_process_that_died_left_beside_a_result_is_cleared_away_and_not_written_through()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var resume = (await x.Rig.MessagesAsync<ResumeReceived>()).Single(r => r.ReceivedOn == new DateOnly(2026, 10, 1));
        var left = x.Folder.In("candidates", "." + MessageId.Derive("Quillfeather CV.txt.clearview.txt") + ".tmp");
        File.CreateSymbolicLink(left, x.Folder.In("jobs.csv"));

        await x.Folder.System.WriteScoreAsync(Request(resume.Candidate, resume.Origin.SourceId), Ct);

        Assert.False(Path.Exists(left));
        Assert.StartsWith("id,title", await File.ReadAllTextAsync(x.Folder.In("jobs.csv"), Ct), StringComparison.Ordinal);
        Assert.Equal("The score. [clearview:m]\n", await File.ReadAllTextAsync(x.Folder.In("candidates", "Quillfeather CV.txt.clearview.txt"), Ct));
    }

    [Fact]
    public async Task Results_hidden_files_and_unfinished_downloads_are_no_resumes()
    {
        await using var x = await Setup.StartAsync();
        foreach (var name in (string[])["zabriskie.txt.clearview.txt", ".hidden.txt", "~$lock.docx", "big.pdf.part", "x.crdownload"])
            x.Folder.Write("no r\u00e9sum\u00e9", "candidates", name);

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal(3, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
    }

    [Fact]
    public async Task A_written_score_makes_no_new_resume_and_can_be_read_beside_it()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var resume = (await x.Rig.MessagesAsync<ResumeReceived>()).Single(r => r.ReceivedOn == new DateOnly(2026, 10, 1));

        // A process that has just started knows no paths yet.
        await x.Folder.NewSystem().WriteScoreAsync(Request(resume.Candidate, resume.Origin.SourceId), Ct);

        Assert.Equal("The score. [clearview:m]\n", await File.ReadAllTextAsync(x.Folder.In("candidates", "Quillfeather CV.txt.clearview.txt"), Ct));
        Assert.Equal(0, (await x.Rig.PollAsync(x.Folder.System)).Announced);
        Assert.Equal(4, Directory.GetFiles(x.Folder.In("candidates"), "*", SearchOption.AllDirectories).Length); // nothing is left lying about
    }

    [Fact]
    public async Task A_result_file_that_is_a_link_is_not_written_through()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var resume = (await x.Rig.MessagesAsync<ResumeReceived>()).Single(r => r.ReceivedOn == new DateOnly(2026, 10, 1));
        File.CreateSymbolicLink(x.Folder.In("candidates", "Quillfeather CV.txt.clearview.txt"), x.Folder.In("jobs.csv"));

        var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => x.Folder.System.WriteScoreAsync(Request(resume.Candidate, resume.Origin.SourceId), Ct));

        Assert.Equal("folder.result-link", failure.Code);
        Assert.StartsWith("id,title", await File.ReadAllTextAsync(x.Folder.In("jobs.csv"), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_beyond_10_MB_is_cut_one_byte_past_it()
    {
        await using var x = await Setup.StartAsync();
        await File.WriteAllBytesAsync(x.Folder.In("candidates", "big.pdf"), new byte[11 * 1024 * 1024], Ct);

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        var big = (await x.Rig.MessagesAsync<ResumeReceived>()).Single(r => r.Original.Length == 11 * 1024 * 1024);
        Assert.Equal(Found.LargestResume + 1, (await x.Rig.Vault.OpenAsync(TenantId.Default, big.Candidate.ToString(), big.Original.Claim, Ct)).Length);
    }

    [Fact]
    public async Task More_files_than_allowed_are_left_out_and_said()
    {
        await using var folder = new FolderFixture();
        var system = new FolderSystem(new FolderOptions { Path = folder.Path, MostFiles = 2 }, new KeyedDigest(new OneKey()), TimeProvider.System);
        File.Delete(folder.In("candidates.csv")); // it has more rows than that
        await using var rig = await HrRig.StartAsync(new RememberingLog(), system);

        await rig.PollToTheEndAsync(system);

        Assert.Equal(2, (await rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.Contains(rig.Statuses.All.Single().Troubles, t => t.Code == "folder.too-many");
    }

    [Theory]
    [InlineData("file,received_on\nzabriskie.txt,yesterday\nQuillfeather CV.txt,2026-10-01\n", "line 2", 2)]
    [InlineData("file,received_on\nzabriskie.txt,0001-01-01\n", "line 2", 2)]
    [InlineData("file,received_on\nzabriskie.txt,9999-12-31\n", "line 2", 2)]
    [InlineData("file;email\ncandidates/zabriskie.txt;a b c d e f g h i j k l m n o p q r s t u\n", "line 2", 2)]
    [InlineData("file;first_name\nzabriskie.txt;Perry\nzabriskie.txt;Perry\n", "line 3", 3)]
    [InlineData("file,job_ids\nzabriskie.txt,nowhere\n", "line 2", 3)]
    [InlineData("file,job_ids\nnobody.txt,dev\n", "line 2", 3)]
    [InlineData("file,first_name\nzabriskie.txt,Per\uD800ry\n", null, 3)]
    public async Task A_broken_row_is_named_by_its_line_and_holds_back_its_file_alone(string table, string? named, int taken)
    {
        await using var x = await Setup.StartAsync();
        x.Folder.Write(table, "candidates.csv");

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal(taken, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
        if (named is not null)
            Assert.Contains(named, Assert.Single(x.Rig.Statuses.All.Single().Troubles).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file,first_name\n,Perry\n", "line 2")]
    [InlineData("name,first_name\nzabriskie.txt,Perry\n", "line 1")]
    [InlineData("file,first_name\nzabriskie.txt,Pe\"rr\"y\n", "line 2")]
    [InlineData("file,first_name,notes\nzabriskie.txt,Perry,sa\"i\"d\n", "line 2")]
    [InlineData("file,first_name\nzabriskie.txt,\"Perry\n", "line")]
    [InlineData("file,first_name\nzabriskie.txt,\"Perry\nQuillfeather CV.txt,\"\n", "quotes do not match")]
    [InlineData("", "line 1")]
    [InlineData("file,last_name\nzabriskie.txt,Zabrisk\u00e9\n", "UTF-8")]
    public async Task While_a_table_is_damaged_nobody_applies_for_anything(string table, string named)
    {
        await using var x = await Setup.StartAsync();
        var whole = await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct);
        await File.WriteAllBytesAsync(x.Folder.In("candidates.csv"), System.Text.Encoding.Latin1.GetBytes(table), Ct);

        for (var look = 0; look < 3; look++)
            await x.Rig.Polling.PollAsync(x.Folder.System, Ct);

        Assert.Empty(await x.Rig.MessagesAsync());
        Assert.False(x.Rig.Statuses.CaughtUp);
        Assert.Contains(x.Rig.Statuses.All.Single().Troubles, t => t.Text.Contains(named, StringComparison.Ordinal));
        x.Folder.Write(whole, "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.All(await x.Rig.MessagesAsync<ResumeReceived>(), r => Assert.NotNull(r.Identity));
        Assert.Equal(x.Folder.Applications, (await x.Rig.MessagesAsync<ApplicationReceived>()).Count);
    }

    [Fact]
    public async Task A_table_that_is_damaged_later_changes_nothing_that_was_read()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var (messages, checkpoint) = ((await x.Rig.MessagesAsync()).Count, await x.Rig.CheckpointAsync("folder"));
        var whole = await File.ReadAllBytesAsync(x.Folder.In("candidates.csv"), Ct);
        await File.WriteAllBytesAsync(x.Folder.In("candidates.csv"), [.. whole.Take(90), 0xFF, .. whole.Skip(90)], Ct);

        for (var look = 0; look < 3; look++)
            await x.Rig.Polling.PollAsync(x.Folder.System, Ct);

        Assert.Equal((messages, checkpoint), ((await x.Rig.MessagesAsync()).Count, await x.Rig.CheckpointAsync("folder")));
    }

    [Fact]
    public async Task A_table_that_is_gone_reveals_nobody_and_says_what_to_do()
    {
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var (messages, checkpoint) = ((await x.Rig.MessagesAsync()).Count, await x.Rig.CheckpointAsync("folder"));
        var whole = await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct);
        File.Delete(x.Folder.In("candidates.csv"));

        // A process that has just started knows of the table by the checkpoint alone.
        foreach (var system in (FolderSystem[])[(FolderSystem)x.Folder.System, x.Folder.NewSystem()])
        {
            for (var look = 0; look < 3; look++)
                Assert.True((await x.Rig.PollAsync(system)).HasMore);
        }

        Assert.Equal((messages, checkpoint), ((await x.Rig.MessagesAsync()).Count, await x.Rig.CheckpointAsync("folder")));
        await x.Rig.Polling.PollAsync(x.Folder.System, Ct);
        Assert.Contains(x.Rig.Statuses.All.Single().Troubles, t => t.Text.Contains("Put it back, or leave its header row", StringComparison.Ordinal));
        x.Folder.Write(whole, "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal(messages, (await x.Rig.MessagesAsync()).Count);
        Assert.Empty(x.Rig.Statuses.All.Single().Troubles);
    }

    [Theory]
    [InlineData("candidates")]
    [InlineData("jobs")]
    public async Task A_folder_that_is_gone_changes_nothing_and_says_what_to_do(string name)
    {
        await using var x = await Setup.StartAsync();
        Directory.CreateDirectory(x.Folder.In("jobs"));
        x.Folder.Write("Baker\nMust have\n- ovens", "jobs", "baker.txt");
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var (messages, checkpoint) = ((await x.Rig.MessagesAsync()).Count, await x.Rig.CheckpointAsync("folder"));
        Directory.Move(x.Folder.In(name), x.Folder.In("away"));

        for (var look = 0; look < 3; look++)
            await x.Rig.Polling.PollAsync(x.Folder.System, Ct);

        Assert.False(x.Rig.Statuses.CaughtUp);
        Assert.Contains(x.Rig.Statuses.All.Single().Troubles, t => t.Code == "folder.gone" && t.Text.StartsWith(name + "/", StringComparison.Ordinal));
        Directory.Move(x.Folder.In("away"), x.Folder.In(name));
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal((messages, checkpoint), ((await x.Rig.MessagesAsync()).Count, await x.Rig.CheckpointAsync("folder")));
    }

    [Fact]
    public async Task What_comes_back_under_an_old_time_is_told_under_a_greater_version()
    {
        await using var x = await Setup.StartAsync();
        var csv = await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct);
        Directory.CreateDirectory(x.Folder.In("jobs"));
        x.Folder.Write("Baker", "jobs", "baker.txt");
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        x.Folder.Write(csv.Replace("Peregrine", "Perry", StringComparison.Ordinal), "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System); // told twice: the second version is later than the file
        var candidate = (await x.Rig.MessagesAsync<ResumeReceived>())[^1].Origin.SourceId;
        File.Move(x.Folder.In("candidates", "zabriskie.txt"), x.Folder.In("zabriskie.txt"));
        File.Delete(x.Folder.In("jobs", "baker.txt"));
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        File.Move(x.Folder.In("zabriskie.txt"), x.Folder.In("candidates", "zabriskie.txt"));
        x.Folder.Write(csv.Replace("Peregrine", "Pip", StringComparison.Ordinal), "candidates.csv");
        x.Folder.Write("Miller", "jobs", "baker.txt");
        File.SetLastWriteTimeUtc(x.Folder.In("jobs", "baker.txt"), new DateTime(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc));
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        await AssertGrowsAsync(3, m => m is ResumeReceived r && r.Origin.SourceId == candidate);
        await AssertGrowsAsync(2, m => m is JobPublished { Origin.SourceId: "baker" });

        async Task AssertGrowsAsync(int count, Func<object, bool> which)
        {
            var versions = (await x.Rig.MessagesAsync()).Where(m => which(m.Message)).Select(m => m.Envelope.SourceVersion).ToList();
            Assert.Equal(count, versions.Count);
            Assert.Equal(versions.Distinct().Order(), versions);
        }
    }

    [Fact]
    public async Task Who_comes_back_applies_for_what_came_meanwhile_and_is_not_told_anew()
    {
        await using var x = await Setup.StartAsync();
        x.Folder.Write("unknown to the table", "candidates", "fourth.txt");
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        File.Move(x.Folder.In("candidates", "fourth.txt"), x.Folder.In("fourth.txt"));
        await File.AppendAllTextAsync(x.Folder.In("jobs.csv"), "new,Florist,Must have flowers\n", Ct);
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        Assert.DoesNotContain(await x.Rig.MessagesAsync<ApplicationReceived>(), a => a.Job == JobId.Of("default", "folder", "new"));

        File.Move(x.Folder.In("fourth.txt"), x.Folder.In("candidates", "fourth.txt"));
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Contains(await x.Rig.MessagesAsync<ApplicationReceived>(), a => a.Job == JobId.Of("default", "folder", "new"));
        Assert.Equal(4, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
    }

    [Fact]
    public void Of_what_is_gone_the_latest_is_kept()
    {
        var day = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var before = new FolderCheckpoint([], new() { ["long gone"] = new("p", 1, GoneSince: day), ["just gone"] = new("p", 1), ["gone"] = new("p", 1, GoneSince: day.AddDays(1)) });
        var after = new FolderCheckpoint([], new() { ["here"] = new("p", 1) });

        after.KeepGone(before, day.AddDays(2), most: 2);

        Assert.Equal(["gone", "here", "just gone"], after.Resumes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([day.AddDays(1), null, day.AddDays(2)], after.Resumes.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value.GoneSince));
    }

    [Fact]
    public void A_checkpoint_of_an_earlier_version_is_read()
    {
        var checkpoint = FolderCheckpoint.Read("""{"jobs":{"dev":{"print":"p","version":7,"appliesFor":null}},"resumes":{}}""");

        Assert.Equal((new Stamp("p", 7), null), (checkpoint.Jobs["dev"], checkpoint.Seen));
    }

    [Fact]
    public async Task Who_was_held_back_applies_once_the_row_is_repaired_for_what_came_meanwhile()
    {
        await using var x = await Setup.StartAsync();
        // For every job: the row says the same before and after.
        var whole = (await File.ReadAllTextAsync(x.Folder.In("candidates.csv"), Ct)).Replace("900125,dev,", "900125,,", StringComparison.Ordinal);
        x.Folder.Write(whole, "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        await File.AppendAllTextAsync(x.Folder.In("jobs.csv"), "new,Florist,Must have flowers\n", Ct);
        x.Folder.Write(whole.Replace("900125,,", "900125,,some day", StringComparison.Ordinal), "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        Assert.DoesNotContain(await x.Rig.MessagesAsync<ApplicationReceived>(), a => a.Job == JobId.Of("default", "folder", "new"));

        x.Folder.Write(whole, "candidates.csv");
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Contains(await x.Rig.MessagesAsync<ApplicationReceived>(), a => a.Job == JobId.Of("default", "folder", "new"));
        Assert.Equal(3, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
    }

    [Fact]
    public async Task A_table_full_of_broken_rows_is_not_read_to_its_end_and_not_read_again_while_it_stands()
    {
        await using var x = await Setup.StartAsync();
        var tables = new FolderTables(10_000, TimeProvider.System);
        x.Folder.Write("file,received_on\n" + string.Concat(Enumerable.Range(0, 5_000).Select(n => $"{n}.txt,never\n")), "candidates.csv");

        var first = tables.ReadCandidates(x.Folder.In("candidates.csv"), wasThere: true);
        Assert.False(first.IsWhole);
        Assert.Equal(101, first.Troubles.Count);
        Assert.Same(first, tables.ReadCandidates(x.Folder.In("candidates.csv"), wasThere: true));
        File.SetLastWriteTimeUtc(x.Folder.In("candidates.csv"), new DateTime(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc));

        Assert.NotSame(first, tables.ReadCandidates(x.Folder.In("candidates.csv"), wasThere: true));
        var few = new FolderTables(5, TimeProvider.System).ReadCandidates(x.Folder.In("candidates.csv"), wasThere: true);
        Assert.Equal((false, 6), (few.IsWhole, few.Troubles.Count));
    }

    [Fact]
    public async Task A_pipe_hangs_nobody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        await using var x = await Setup.StartAsync();
        Directory.CreateDirectory(x.Folder.In("jobs"));
        foreach (var pipe in (string[])[x.Folder.In("candidates", "pipe.txt"), x.Folder.In("jobs", "pipe.txt"), x.Folder.In("candidates", "Quillfeather CV.txt.clearview.txt")])
            await MakePipeAsync(pipe);

        await Task.Run(() => x.Rig.PollToTheEndAsync(x.Folder.System), Ct).WaitAsync(Patience.Deadline, Ct);
        Assert.Equal(4, (await x.Rig.MessagesAsync<ResumeReceived>()).Count); // the pipe as an empty file, which the AI tool refuses
        var resume = (await x.Rig.MessagesAsync<ResumeReceived>()).Single(r => r.ReceivedOn == new DateOnly(2026, 10, 1));
        await Task.Run(() => x.Folder.System.WriteScoreAsync(Request(resume.Candidate, resume.Origin.SourceId), Ct), Ct).WaitAsync(Patience.Deadline, Ct);
        File.Delete(x.Folder.In("candidates.csv"));
        await MakePipeAsync(x.Folder.In("candidates.csv"));
        for (var look = 0; look < 2; look++)
            await Task.Run(() => x.Rig.Polling.PollAsync(x.Folder.System, Ct), Ct).WaitAsync(Patience.Deadline, Ct);

        Assert.Contains(x.Rig.Statuses.All.Single().Troubles, t => t.Text.Contains("line 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_that_look_alike_are_two_files_and_one_that_is_no_text_stops_no_other()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        await using var x = await Setup.StartAsync();
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        var before = (await x.Rig.MessagesAsync<ResumeReceived>()).Count;

        Directory.CreateDirectory(x.Folder.In("candidates/a"));
        await File.WriteAllTextAsync(x.Folder.In("candidates/a/b.txt"), "One who welds", Ct);
        await File.WriteAllTextAsync(x.Folder.In("candidates/a\\b.txt"), "Another who bakes", Ct);
        // Bytes that are no UTF-8: .NET can neither write nor remove such a name.
        await ShellAsync("for n in '\\377\\376' '\\376\\377'; do echo Text > \"$0/$(printf $n).txt\"; done", x.Folder.In("candidates"));
        await x.Rig.PollToTheEndAsync(x.Folder.System);
        await ShellAsync("rm -r \"$0\"", x.Folder.In("candidates"));

        Assert.Equal(before + 2, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.Equal(2, x.Rig.Statuses.All.Single().Troubles.Count(t => t.Code == "folder.name"));
    }

    private static async Task ShellAsync(string command, string argument)
    {
        using var shell = Process.Start("/bin/sh", ["-c", command, argument]);
        await shell.WaitForExitAsync(Ct);
        Assert.Equal(0, shell.ExitCode);
    }

    [Fact]
    public async Task A_table_that_is_a_link_out_of_the_folder_is_not_followed_and_one_within_is()
    {
        await using var x = await Setup.StartAsync();
        var outside = Path.GetTempFileName();
        File.Move(x.Folder.In("candidates.csv"), outside, overwrite: true);
        File.CreateSymbolicLink(x.Folder.In("candidates.csv"), outside);

        for (var look = 0; look < 3; look++)
            await x.Rig.Polling.PollAsync(x.Folder.System, Ct);
        Assert.Empty(await x.Rig.MessagesAsync());
        Assert.Contains(x.Rig.Statuses.All.Single().Troubles, t => t.Code == "folder.link");
        File.Delete(x.Folder.In("candidates.csv"));
        File.Move(outside, x.Folder.In("people.csv"));
        File.CreateSymbolicLink(x.Folder.In("candidates.csv"), x.Folder.In("people.csv"));
        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal(x.Folder.Applications, (await x.Rig.MessagesAsync<ApplicationReceived>()).Count);
    }

    [Fact]
    public async Task No_id_of_a_job_begins_a_line_of_its_own_in_a_log()
    {
        await using var x = await Setup.StartAsync();
        Directory.CreateDirectory(x.Folder.In("jobs"));
        x.Folder.Write("id,title,text\n\"dev\nforged\",Developer,Must have C#\nacc,Accountant,Must have Excel\n", "jobs.csv");
        if (!OperatingSystem.IsWindows())
            x.Folder.Write("Baker", "jobs", "baker\nforged.txt");

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Equal("acc", Assert.Single(await x.Rig.MessagesAsync<JobPublished>()).Origin.SourceId);
        Assert.DoesNotContain(x.Rig.Log.Lines, line => line.Contains("forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commas_semicolons_tabs_and_a_byte_order_mark_are_understood()
    {
        await using var x = await Setup.StartAsync();
        x.Folder.Write("\uFEFFFile;First Name;Last_Name;phone;job_ids\nzabriskie.txt;Peregrine;Zabriskie;+44 7700 900125|+44 7700 900126;\"dev,acc\"\n", "candidates.csv");

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        var received = Assert.Single(await x.Rig.MessagesAsync<ResumeReceived>(), r => r.Identity is not null);
        var identity = System.Text.Json.JsonSerializer.Deserialize(
            await x.Rig.Vault.OpenAsync(TenantId.Default, received.Candidate.ToString(), received.Identity!.Claim, Ct), ContractJson.Default.KnownIdentity)!;
        Assert.Equal(("Peregrine", "Zabriskie"), (identity.FirstName, identity.LastName));
        Assert.Equal(["+44 7700 900125", "+44 7700 900126"], identity.Phones);
    }

    [Fact]
    public async Task An_empty_file_is_announced_for_the_AI_tool_to_refuse()
    {
        await using var x = await Setup.StartAsync();
        x.Folder.Write("", "candidates", "empty.pdf");

        await x.Rig.PollToTheEndAsync(x.Folder.System);

        Assert.Contains(await x.Rig.MessagesAsync<ResumeReceived>(), r => r.Original.Length == 0);
    }

    [Fact]
    public async Task A_folder_without_anything_is_read_to_its_end()
    {
        var path = Directory.CreateTempSubdirectory("hr-empty-").FullName;
        try
        {
            var system = new FolderSystem(new FolderOptions { Path = path }, new KeyedDigest(new OneKey()), TimeProvider.System);
            await using var rig = await HrRig.StartAsync(new RememberingLog(), system);

            await rig.PollToTheEndAsync(system);

            Assert.Empty(await rig.MessagesAsync());
        }
        finally
        {
            Directory.Delete(path);
        }
    }

    private static ScoreWriteRequested Request(CandidateId candidate, string source) => new(
        candidate, JobId.Of("default", "folder", "dev"), new Origin("folder", source + "-dev"), source, 1, "clearview:m", "The score. [clearview:m]");

    private static async Task MakePipeAsync(string path)
    {
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]);
        await mkfifo.WaitForExitAsync(Ct);
        Assert.Equal(0, mkfifo.ExitCode);
    }

    private sealed record Setup(FolderFixture Folder, HrRig Rig) : IAsyncDisposable
    {
        public static async Task<Setup> StartAsync()
        {
            var folder = new FolderFixture();
            return new Setup(folder, await HrRig.StartAsync(new RememberingLog(), folder.System));
        }

        public async ValueTask DisposeAsync()
        {
            await Rig.DisposeAsync();
            await Folder.DisposeAsync();
        }
    }
}
