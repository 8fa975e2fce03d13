using System.Text.Json;
using ClearView.Cli;
using ClearView.Cli.Node;
using ClearView.Platform.Tests.Cli;
using ClearView.Web;
using ClearView.Web.Live;

namespace ClearView.Platform.Tests.Web;

/// <summary>What people and programs are told of the HR systems.</summary>
public sealed class HrSystemsTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly HrSystemLine _well = new("greenhouse", _now.AddSeconds(-5), null, null, false, []);

    [Fact]
    public void A_system_that_is_read_is_well_and_asks_for_nothing()
    {
        var view = Of(_well);

        Assert.Equal((HrSystemView.Well, _now.AddSeconds(-5)), (view.State, view.LastRead));
        Assert.Null(view.WhatToDo);
        Assert.Equal(HrSystemView.Reading, Of(_well with { LastRead = null }).State);
    }

    [Theory]
    [InlineData(true, "Put this right in Greenhouse or in hr-systems.json.")]
    [InlineData(false, "Nothing for now: ClearView looks again by itself")]
    public void Trouble_says_whether_a_person_has_to_act(bool needsPerson, string whatToDo)
    {
        var view = Of(_well with { TroubleCode = "greenhouse.x", Trouble = "Greenhouse is not well (503).", NeedsPerson = needsPerson });

        Assert.Equal((HrSystemView.InTrouble, "Greenhouse is not well (503)."), (view.State, view.Trouble));
        Assert.StartsWith(whatToDo, view.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_left_out_is_not_passed_over()
    {
        var view = Of(_well with { LeftOut = ["candidates.csv, row that ends on line 3: there is no such file."] });

        Assert.Equal(HrSystemView.Partly, view.State);
        Assert.NotNull(view.WhatToDo);
    }

    [Fact]
    public void When_role_hr_is_not_heard_from_no_system_is_called_well()
    {
        var view = Assert.Single(HrSystemView.Of(new HrSystemsReport(_now.AddSeconds(-21), [_well]), _now));

        Assert.Equal(HrSystemView.Silent, view.State);
        Assert.Contains("Start the role hr again", view.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_verb_and_the_first_page_tell_what_the_role_hr_knows()
    {
        var folder = Directory.CreateTempSubdirectory("hr-status-").FullName;
        try
        {
            var watched = Directory.CreateDirectory(Path.Combine(folder, "watched")).FullName;
            await File.WriteAllTextAsync(Path.Combine(watched, "candidates.csv"), "file,first_name\nnobody.pdf,Zoe\n", Asking.Ct);
            var data = new DataFolder(Path.Combine(folder, "data")).Make();
            var settings = JsonSerializer.Serialize(new { HrSystems = new { Folder = new { Path = watched, PollSeconds = 0.2 } } });
            await File.WriteAllTextAsync(data.HrSystems, settings, Asking.Ct);
            await using var node = await RunningNode.StartAsync(
                new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = data, Port = 0, Name = "all" }, null, Asking.Ct);
            using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
            await http.WaitAsync("/api/v1/hr-systems", s => s.GetArrayLength() == 1 && s[0].Text("state") == HrSystemView.Partly);

            var status = await Command.ClearViewAsync("status", "--data", data.Path, "--json");

            Assert.True(status.ExitCode == ExitCode.Done, status.Errors);
            var system = Assert.Single(JsonDocument.Parse(status.Output).RootElement.GetProperty("hrSystems").EnumerateArray());
            Assert.Equal("folder", system.Text("name"));
            Assert.NotEqual(JsonValueKind.Null, system.GetProperty("lastRead").ValueKind);
            Assert.Contains("no such file", Assert.Single(system.GetProperty("leftOut").EnumerateArray()).GetString(), StringComparison.Ordinal);
            var page = await http.GetStringAsync("/", Asking.Ct);
            Assert.Contains("Watched folder", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("1 thing was left out", page, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static HrSystemView Of(HrSystemLine line) => Assert.Single(HrSystemView.Of(new HrSystemsReport(_now.AddSeconds(-2), [line]), _now));
}
