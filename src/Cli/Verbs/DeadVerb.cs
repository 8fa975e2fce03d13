using System.CommandLine;
using ClearView.Cli.Dead;
using ClearView.Cli.Node;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Verbs;

/// <summary>What became a dead letter, and what becomes of it. It needs the store alone: no broker is asked, and nothing need run.</summary>
internal static class DeadVerb
{
    private const int MostLines = 10_000;

    public static Command Command() => new("dead", "Look at dead letters, put them back into work, or give them up.") { List(), Show(), Redrive(), Discard() };

    private static Command List()
    {
        var which = new Selection();
        var letters = new Option<bool>("--letters") { Description = "Single letters, the oldest first, in place of groups; --group implies it." };
        var after = new Option<long>("--after") { Description = "With letters: those after this one." };
        var limit = new Option<int>("--limit") { Description = $"Lines at most, up to {MostLines}.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Show dead letters by their cause, or one by one.") { letters, after, limit };
        which.AddTo(command, one: false);
        command.SetAction((parsed, ct) =>
        {
            var most = parsed.GetValue(limit) is > 0 and <= MostLines and var lines ? lines : throw new UsageException($"--limit takes 1 to {MostLines}.");
            var options = which.Read(parsed);
            return parsed.GetValue(letters) || options.Filter.Fingerprint is not null
                ? LookAtLetters.LettersAsync(options, parsed.GetValue(after), most, ct)
                : LookAtLetters.GroupsAsync(options, most, ct);
        });
        return command;
    }

    private static Command Show()
    {
        var place = new Place();
        var letter = new Argument<long>("LETTER") { Description = "Its number in 'dead list'." };
        var command = new Command("show", "Show one letter: its cause, attempts and versions. Its text is never shown: there may be a person in it. Exit code 1 when there is none.") { letter };
        place.AddTo(command);
        command.SetAction((parsed, ct) => LookAtLetters.OneAsync(place.Read(parsed, new LetterFilter()), parsed.GetValue(letter), ct));
        return command;
    }

    private static Command Redrive()
    {
        var which = new Selection();
        var dry = new Option<bool>("--dry-run") { Description = "Say what would be put back, and which letter first; change nothing." };
        var rate = new Option<int>("--rate") { Description = "Letters a second, at most.", DefaultValueFactory = _ => 100 };
        var wait = new Option<double>("--wait") { Description = "Seconds that the letters of one step have to be handled.", DefaultValueFactory = _ => 60 };
        var resume = new Option<long?>("--resume") { Description = "Go on with a redrive that was interrupted, or was left undecided, by its number." };
        var command = new Command("redrive", "Put dead letters back into work: one first, then more and more while they are handled. " + DeadCode.Text) { dry, rate, wait, resume };
        which.AddTo(command, one: true);
        command.SetAction((parsed, ct) =>
        {
            var seconds = parsed.GetValue(wait);
            if (parsed.GetValue(rate) is not (> 0 and <= RedriveOrder.MostRate) || seconds is not (>= 1 and <= 86_400))
                throw new UsageException($"--rate takes 1 to {RedriveOrder.MostRate} letters a second, --wait 1 to 86400 seconds.");
            var options = which.Read(parsed);
            if (parsed.GetValue(resume) is { } id)
            {
                return which.IsNamed(parsed) || parsed.GetValue(dry) || IsGiven(rate) || IsGiven(wait)
                    ? throw new UsageException("--resume takes the place of a letter, a group or --all, and goes on as it was begun: without --dry-run, --rate and --wait.")
                    : RedriveLetters.ResumeAsync(options, id, ct);
            }

            which.Need(parsed);
            return parsed.GetValue(dry) ? RedriveLetters.PlanAsync(options, ct) : RedriveLetters.RedriveAsync(options, parsed.GetValue(rate), TimeSpan.FromSeconds(seconds), ct);

            bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        });
        return command;
    }

    private static Command Discard()
    {
        var which = new Selection();
        var reason = new Option<string>("--reason") { Description = "Why nobody will need them; it is kept.", Required = true };
        var by = new Option<string>("--by") { Description = "Who decided; it is kept.", DefaultValueFactory = _ => Environment.UserName };
        var yes = new Option<bool>("--yes") { Description = "Do it. Without, it is only said what would be done." };
        var command = new Command("discard", "Give dead letters up, for good. They stay sealed where they are, and the account goes on counting what they stand for.") { reason, by, yes };
        which.AddTo(command, one: true);
        command.SetAction((parsed, ct) =>
        {
            which.Need(parsed);
            if (string.IsNullOrWhiteSpace(parsed.GetValue(reason)) || string.IsNullOrWhiteSpace(parsed.GetValue(by)))
                throw new UsageException("--reason and --by take a text.");
            return DiscardLetters.RunAsync(which.Read(parsed), parsed.GetValue(reason)!, parsed.GetValue(by)!, parsed.GetValue(yes), ct);
        });
        return command;
    }

    /// <summary>Whose dead letters.</summary>
    private sealed class Place
    {
        private readonly Option<string> _data = new("--data") { Description = "The installation's folder.", DefaultValueFactory = _ => "data" };
        private readonly Option<string> _store = StorePlace.Option();
        private readonly Option<bool> _json = new("--json") { Description = "One JSON object, for scripts." };

        public void AddTo(Command command)
        {
            command.Options.Add(_data);
            command.Options.Add(_store);
            command.Options.Add(_json);
        }

        public DeadOptions Read(ParseResult parsed, LetterFilter filter) =>
            new(new DataFolder(parsed.GetValue(_data)!, StorePlace.Parse(parsed.GetValue(_store)!)), filter, parsed.GetValue(_json));
    }

    /// <summary>Which of them.</summary>
    private sealed class Selection
    {
        private readonly Place _place = new();
        private readonly Argument<long?> _letter = new("LETTER") { Description = "Only this one, by its number in 'dead list'.", Arity = ArgumentArity.ZeroOrOne };
        private readonly Option<string?> _group = new("--group") { Description = "Those of one cause, by the name in 'dead list'." };
        private readonly Option<string?> _function = new("--function") { Description = "Those of one function." };
        private readonly Option<string?> _tenant = new("--tenant") { Description = "Those of one tenant." };
        private readonly Option<bool> _all = new("--all") { Description = "All of them." };
        private bool _hasOne;

        /// <param name="one">Whether a single letter, or all, can be named.</param>
        public void AddTo(Command command, bool one)
        {
            _hasOne = one;
            if (one)
            {
                command.Arguments.Add(_letter);
                command.Options.Add(_all);
            }

            command.Options.Add(_group);
            command.Options.Add(_function);
            command.Options.Add(_tenant);
            _place.AddTo(command);
        }

        public DeadOptions Read(ParseResult parsed) => _place.Read(parsed, new LetterFilter(
            parsed.GetValue(_function), parsed.GetValue(_group), parsed.GetValue(_tenant), _hasOne ? parsed.GetValue(_letter) : null));

        public bool IsNamed(ParseResult parsed) =>
            parsed.GetValue(_letter) is not null || parsed.GetValue(_all) || parsed.GetValue(_group) is not null || parsed.GetValue(_function) is not null || parsed.GetValue(_tenant) is not null;

        /// <exception cref="UsageException">Nothing was named, or all and some: what is done to all is asked for by name.</exception>
        public void Need(ParseResult parsed)
        {
            if (parsed.GetValue(_all) && (parsed.GetValue(_letter) is not null || parsed.GetValue(_group) is not null || parsed.GetValue(_function) is not null || parsed.GetValue(_tenant) is not null))
                throw new UsageException("--all means all of them: leave out the LETTER, --group, --function and --tenant, or leave out --all.");
            if (!IsNamed(parsed))
                throw new UsageException("Name a LETTER, a --group, a --function, a --tenant, or --all.");
        }
    }
}
