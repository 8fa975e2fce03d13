using ClearView.Platform.Tests.Architecture;

namespace ClearView.Platform.Tests.Cli;

/// <summary>Whatever is wrong with a command line: exit code 2, a line that says what, and nothing done.</summary>
public sealed class WrongCommandLineTests
{
    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("nonsense", "'nonsense' is not known here")]
    [InlineData("ai", "Required command was not provided")]
    [InlineData("ai nonsense", "'nonsense' is not known here")]
    [InlineData("ai skills", "Required argument 'FILE' missing")]
    [InlineData("ai anonymize", "Give FILEs, or --in DIR with --out DIR")]
    [InlineData("ai anonymize --in DIR", "Give FILEs, or --in DIR with --out DIR")]
    [InlineData("ai anonymize FILE --in DIR --out DIR", "Give FILEs, or --in DIR with --out DIR")]
    [InlineData("ai story FILE --as-of tomorrow", "--as-of takes a day such as")]
    [InlineData("ai score --resume FILE", "Option '--job' is required")]
    [InlineData("up --nonsense", "'--nonsense' is not known here")]
    [InlineData("up --data", "Required argument missing for option: '--data'")]
    [InlineData("up --data ''", "--data takes a folder")]
    [InlineData("up --roles cook", "'cook' is no role")]
    [InlineData("up --roles web", "The embedded broker serves one process with all roles")]
    [InlineData("up --broker kafka://127.0.0.1", "--broker takes 'embedded' or an address such as amqp://")]
    [InlineData("up --store mysql://127.0.0.1/db", "--store takes 'sqlite' or an address such as postgres://")]
    [InlineData("up --store postgres://127.0.0.1", "names a host and a database")]
    [InlineData("export --to DIR --store postgres:Nonsense=1", "are none that the client knows")]
    [InlineData("up --port many", "--port takes a whole number, not 'many'")]
    [InlineData("up --port 65536", "--port takes a number from 0 to 65535")]
    [InlineData("up --management nonsense", "--management takes an address such as http://")]
    [InlineData("up --name ''", "--name takes a text")]
    [InlineData("up --port 0 --hr-systems nowhere.json", "The settings 'nowhere.json' do not exist")]
    [InlineData("demo --processes 3", "--processes takes 1 or 4")]
    [InlineData("demo --processes 4", "The embedded broker serves one process")]
    [InlineData("demo --broker amqpnonsense", "--broker takes 'embedded', 'rabbitmq' or an address")]
    [InlineData("demo --pace -1", "--pace takes 0 to 3600 seconds")]
    [InlineData("demo --pace NaN", "--pace takes 0 to 3600 seconds")]
    [InlineData("demo --pace fast", "--pace takes a number, not 'fast'")]
    [InlineData("demo --deadline 0", "--deadline up to 86400")]
    [InlineData("demo --port 70000", "--port takes a number from 0 to 65535")]
    [InlineData("demo --samples nowhere", "There are no samples in")]
    [InlineData("demo --misbehave slow,nonsense", "'nonsense' is nothing that the simulator does wrong")]
    [InlineData("functions replay save-tips --limit 5", "--limit goes with --shadow")]
    [InlineData("functions replay save-tips --shadow --wait", "--wait does not go with --shadow")]
    [InlineData("simulate", "Required command was not provided")]
    [InlineData("simulate greenhouse --pace -1", "--pace takes 0 to 86400 seconds")]
    [InlineData("simulate greenhouse --port 70000", "Port is 70000")]
    [InlineData("simulate greenhouse --misbehave nonsense", "'nonsense' is no fault")]
    [InlineData("simulate greenhouse --webhook nonsense", "--webhook takes an address such as http://")]
    [InlineData("simulate greenhouse --samples nowhere", "cannot be read")]
    [InlineData("export", "Option '--to' is required")]
    [InlineData("export --to DIR --data nowhere", "holds no store")]
    [InlineData("audit verify --data nowhere", "holds no store")]
    [InlineData("account --data nowhere", "holds no store")]
    [InlineData("account --since tomorrow", "--since takes a date such as")]
    [InlineData("account --most -1", "--most takes 0 to 100000")]
    [InlineData("account --settle -1", "--settle takes 0 to 3600 seconds")]
    [InlineData("account --broker kafka://127.0.0.1", "--broker takes 'embedded' or an address such as amqp://")]
    [InlineData("broker", "Required command was not provided")]
    [InlineData("broker check --data nowhere", "holds no embedded broker")]
    [InlineData("broker check --broker kafka://127.0.0.1", "--broker takes 'embedded' or an address such as amqp://")]
    [InlineData("broker check --management nonsense", "--management takes an address such as http://")]
    [InlineData("broker check --remove-orphans", "'--remove-orphans' is not known here")]
    [InlineData("broker plan --data nowhere", "makes its queues and bindings at each start")]
    [InlineData("broker apply --data nowhere", "makes its queues and bindings at each start")]
    [InlineData("dead", "Required command was not provided")]
    [InlineData("dead list --data nowhere", "holds no store")]
    [InlineData("dead list --limit 0", "--limit takes 1 to 10000")]
    [InlineData("dead show", "Required argument 'LETTER' missing")]
    [InlineData("dead show one", "LETTER takes a whole number, not 'one'")]
    [InlineData("dead redrive --resume one", "--resume takes a whole number, not 'one'")]
    [InlineData("dead redrive", "Name a LETTER, a --group, a --function, a --tenant, or --all")]
    [InlineData("dead redrive --resume 1 --dry-run", "--resume takes the place of")]
    [InlineData("dead redrive --resume 1 --rate 5", "--resume takes the place of")]
    [InlineData("dead redrive 1 --all", "--all means all of them")]
    [InlineData("dead discard --group abc --all --reason x", "--all means all of them")]
    [InlineData("dead redrive --all --rate 0", "--rate takes 1 to 1000 letters a second")]
    [InlineData("dead redrive --all --wait 0", "--wait 1 to 86400 seconds")]
    [InlineData("dead redrive --all --resume 1", "--resume takes the place of a letter")]
    [InlineData("dead redrive --all --data nowhere", "holds no store")]
    [InlineData("dead discard --all", "Option '--reason' is required")]
    [InlineData("dead discard --reason x", "Name a LETTER, a --group")]
    [InlineData("dead discard --all --reason ''", "--reason and --by take a text")]
    [InlineData("status --data ''", "--data takes a folder")]
    [InlineData("eval", "Required command was not provided")]
    [InlineData("eval anonymize", "Option '--data' is required")]
    [InlineData("eval anonymize --data nowhere", "The folder 'nowhere' does not exist")]
    [InlineData("eval skills", "Option '--data' is required")]
    [InlineData("eval skills --data nowhere", "The folder 'nowhere' does not exist")]
    [InlineData("eval match --data nowhere", "pairs.jsonl' does not exist")]
    [InlineData("eval match --postings 0", "--postings takes a number of 1 or more")]
    [InlineData("eval fairness --documents 0", "--documents takes a number of 1 or more")]
    [InlineData("drill", "Required command was not provided")]
    [InlineData("drill nonsense", "'nonsense' is not known here")]
    [InlineData("drill kill-broker --seconds 0", "--seconds takes 1 to 86400")]
    [InlineData("drill poison --sabotage nonsense", "--sabotage takes ack-early, drop, duplicate; not 'nonsense'")]
    [InlineData("drill all --only nonsense", "--only takes kill-consumer, ")]
    [InlineData("drill soak --without nonsense", "--without takes kill-consumer, ")]
    [InlineData("up --sabotage drop", "'--sabotage' is not known here")]
    [InlineData("drill kills", "Option '--data' is required")]
    [InlineData("drill kills --data nowhere --kills 0", "--kills takes 1 to 1000")]
    [InlineData("docs --file nowhere.md", "'nowhere.md' does not exist")]
    [InlineData("test --fast", "run by the launcher")]
    public async Task A_wrong_command_line_is_refused_with_a_reason(string typed, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("wrong-");
        try
        {
            var refused = await Command.RunAsync(Command.ClearViewPath, Words(typed), folder.FullName);

            Assert.Contains(reason, refused.Errors, StringComparison.Ordinal);
            Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
            Assert.Matches("\\nTry '\\./clearview[a-z -]* --help'\\.\n$", refused.Errors.ReplaceLineEndings("\n"));
            Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal); // no stack
            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Nothing_that_runs_is_an_answer_of_its_own()
    {
        var status = await Command.ClearViewAsync("status", "--data", "nowhere");

        Assert.Equal((1, ""), (status.ExitCode, status.Output));
        Assert.Contains("nothing runs on", status.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "nowhere")));
    }

    [Theory]
    [InlineData("test --nonsense", "unknown option '--nonsense'")]
    [InlineData("test --project Nowhere", "'Nowhere' is no test project")]
    [InlineData("test --project", "is no test project")]
    public async Task The_launchers_own_verb_is_as_strict(string typed, string reason)
    {
        var refused = await Command.RunAsync(Repository.File("clearview"), typed.Split(' '), Path.GetTempPath());

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(reason, refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Try './clearview test --help'.", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_launchers_own_verb_explains_itself()
    {
        var help = await Command.RunAsync(Repository.File("clearview"), ["test", "--help"], Path.GetTempPath());

        Assert.Equal(0, help.ExitCode);
        Assert.All((string[])["--fast", "--project", "rabbitmq-server", "chromium", "Exit codes"], word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
    }

    private static string[] Words(string typed) => [.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "''" ? "" : word)];
}
