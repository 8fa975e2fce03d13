using System.Net.Http.Json;
using System.Text;
using ClearView.Simulators.Greenhouse;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseNoteTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_note_is_answered_with_201_and_listed()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var answer = await rig.PostNoteAsync(101, "Score 80 <b>of</b> 100 – see évidence");
        var note = await GreenhouseRig.JsonAsync(answer);
        using var list = await rig.GetAsync("v3/notes?candidate_ids=101");

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal("Score 80 <b>of</b> 100 – see évidence", note.GetProperty("body").GetString());
        Assert.Equal(note.GetRawText(), (await GreenhouseRig.JsonAsync(list))[0].GetRawText());
        Assert.Empty(await rig.IdsAsync("v3/notes?candidate_ids=102"));
    }

    [Fact]
    public async Task A_note_is_in_the_journal_though_its_answer_was_cut_off()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.Misbehave = [Fault.NoteTimeout]);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => rig.PostNoteAsync(101, "written all the same"));

        Assert.Equal("written all the same", Assert.Single(rig.Journal("note")).GetProperty("note").GetProperty("body").GetString());
        Assert.Single(await rig.IdsAsync("v3/notes?candidate_ids=101"));
        Assert.Equal(1, await rig.StruckAsync(Fault.NoteTimeout));
    }

    [Fact]
    public async Task A_late_note_is_written_and_answered_and_shows_in_lists_after_its_lag()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        await using var rig = await GreenhouseRig.StartAsync(options => (options.Misbehave, options.Clock) = ([Fault.LateNotes], clock));

        using var answer = await rig.PostNoteAsync(101);
        var before = await rig.IdsAsync("v3/notes?candidate_ids=101");
        clock.Advance(rig.Options.NoteLag);

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Single(rig.Journal("note"));
        Assert.Empty(before);
        Assert.Single(await rig.IdsAsync("v3/notes?candidate_ids=101"));
    }

    [Fact]
    public async Task The_same_note_posted_twice_is_two_notes()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var once = await rig.PostNoteAsync(101);
        using var again = await rig.PostNoteAsync(101);

        Assert.Equal([500002, 500001], await rig.IdsAsync("v3/notes"));
        Assert.Equal(2, rig.Journal("note").Count);
    }

    [Fact]
    public async Task Notes_written_at_once_all_get_numbers_of_their_own()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
        {
            using var answer = await rig.PostNoteAsync(101 + (n % 7));
            Assert.Equal(201, (int)answer.StatusCode);
        }));

        Assert.Equal(40, (await rig.IdsAsync("v3/notes")).Distinct().Count());
        Assert.Equal(40, rig.Journal("note").Count);
    }

    [Theory]
    [InlineData("""{"user_id":1,"body":"b","visibility":"public"}""", 422, "candidate_id is missing.")]
    [InlineData("""{"candidate_id":101,"body":"b","visibility":"public"}""", 422, "user_id is missing: a note needs the user who writes it.")]
    [InlineData("""{"candidate_id":101,"user_id":1,"body":" ","visibility":"public"}""", 422, "body is missing.")]
    [InlineData("""{"candidate_id":101,"user_id":1,"body":"b","visibility":"everybody"}""", 422, "visibility must be one of: admin_only, private, public.")]
    [InlineData("""{"candidate_id":999,"user_id":1,"body":"b","visibility":"public"}""", 404, "There is no candidate 999.")]
    [InlineData("null", 422, "candidate_id is missing.")]
    [InlineData("{\"candidate_id\":", 400, "The body is not a note in JSON")]
    [InlineData("""{"candidate_id":"101"}""", 400, "The body is not a note in JSON")]
    [InlineData("", 400, "The body is not a note in JSON")]
    public async Task A_note_that_cannot_be_taken_is_refused_with_the_reason(string body, int status, string error)
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.NotesNeedUser = true);

        using var answer = await rig.Client.PostAsync("v3/notes", new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith(error, await GreenhouseRig.ErrorAsync(answer), StringComparison.Ordinal);
        Assert.Empty(rig.Journal("note"));
    }

    [Fact]
    public async Task A_note_needs_a_user_only_where_that_is_asked_for()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var answer = await rig.Client.PostAsJsonAsync("v3/notes", new { candidate_id = 101, user_id = (long?)null, body = "b", visibility = "public" }, Ct);

        Assert.Equal(201, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Broken_text_huge_bodies_and_other_types_are_refused()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        var broken = new ByteArrayContent([.. "{\"candidate_id\":101,\"user_id\":1,\"visibility\":\"public\",\"body\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
        broken.Headers.ContentType = new("application/json");

        using var notUtf8 = await rig.Client.PostAsync("v3/notes", broken, Ct);
        using var huge = await rig.PostNoteAsync(101, new string('x', 600_000));
        using var longNote = await rig.PostNoteAsync(101, new string('x', 70_000));
        using var form = await rig.Client.PostAsync("v3/notes", new StringContent("body=b"), Ct);

        Assert.Equal([400, 413, 422, 415], new[] { notUtf8, huge, longNote, form }.Select(answer => (int)answer.StatusCode));
        Assert.Empty(rig.Journal("note"));
    }
}
