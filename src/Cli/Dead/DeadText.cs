using System.Globalization;
using System.Text;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>For whoever is woken at night: what, where, why, what next.</summary>
internal static class DeadText
{
    public static string Of(IReadOnlyList<LetterGroup> found, long letters, bool isAll, IReadOnlyList<Redrive> open)
    {
        var text = new StringBuilder();
        var groups = found.Select(PlainText.Of).ToList();
        foreach (var redrive in open)
            text.Append(CultureInfo.InvariantCulture, $"Redrive {redrive.Id} of group {redrive.Order.Group.Fingerprint} is not at its end. If nobody is at it: dead redrive --resume {redrive.Id}\n");
        if (groups.Count == 0)
            return text.Append("No dead letters.\n").ToString();

        var width = groups.Max(g => g.Key.Function.Length);
        text.Append(CultureInfo.InvariantCulture, $"{"GROUP",-14}{"FUNCTION".PadRight(width)}  {"LETTERS",7}  {"TENANTS",7}  {"LAST (UTC)",-16}  CAUSE\n");
        foreach (var group in groups)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{group.Key.Fingerprint,-14}{group.Key.Function.PadRight(width)}  {group.Letters,7}  {group.Tenants,7}  {Minute(group.LastAt),-16}  {group.Cause?.Code ?? "unknown"}\n");
            text.Append("              ").Append(group.Cause?.Text ?? "No cause was told.");
            text.Append(group.IsTransient ? " It is redriven by itself.\n" : "\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{letters} dead letters{(isAll ? "" : "; more groups with --limit")}.\n");
        return text.Append("One group's letters: dead list --group GROUP. When the cause is gone: dead redrive --group GROUP --dry-run.\n").ToString();
    }

    public static string Of(IReadOnlyList<LetterLine> found, bool isAll)
    {
        if (found.Count == 0)
            return "No such dead letters.\n";

        var text = new StringBuilder();
        var letters = found.Select(PlainText.Of).ToList();
        var width = letters.Max(l => l.Function.Length);
        text.Append(CultureInfo.InvariantCulture, $"{"LETTER",8}  {"FUNCTION".PadRight(width)}  {"GROUP",-12}  {"FAILED (UTC)",-16}  {"REDRIVES",8}  TENANT, TYPE, KEY\n");
        foreach (var letter in letters)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{letter.Id,8}  {letter.Function.PadRight(width)}  {letter.Fingerprint,-12}  {Minute(letter.FailedAt),-16}  {letter.Redrives,8}  {letter.Envelope.Tenant} {letter.Envelope.Type} {letter.Envelope.OrderKey ?? "-"}\n");
        }

        return text.Append(isAll ? "" : $"More: --after {letters[^1].Id}.\n").Append("One letter with its cause: dead show LETTER.\n").ToString();
    }

    public static string Of(LetterLine found, string opens)
    {
        var letter = PlainText.Of(found);
        var (envelope, cause) = (letter.Envelope, letter.Cause);
        var text = new StringBuilder();
        Line("letter", $"{letter.Id}{(letter.Discard is { } discard ? $", discarded under {discard}" : "")}");
        Line("function", $"{letter.Function}{(cause is null ? "" : $", version {cause.FunctionVersion}")}");
        Line("group", letter.Fingerprint);
        Line("message", $"{envelope.Id} of type {envelope.Type}, from {envelope.Source}, {Second(envelope.Time)}");
        Line("tenant", envelope.Tenant.Value);
        Line("about", $"{envelope.Subject ?? "-"}, order key {envelope.OrderKey ?? "-"}, version {envelope.SourceVersion}");
        Line("cause", cause is null ? "none was told" : $"{cause.Code}: {cause.Text}");
        if (cause is not null)
            Line("attempts", $"{cause.Attempts}, from {Second(cause.FirstFailedAt)} to {Second(cause.FailedAt)}");
        Line("redrives", $"{letter.Redrives}, {letter.AutomaticRedrives} of them by itself{(letter.IsTransient ? "; its cause is marked transient" : "")}");
        Line("body", $"{letter.BodyLength} bytes, sealed; {Opens(opens)}");
        if (cause?.ExceptionType is { } type)
            Line("exception", type);
        foreach (var frame in cause?.Stack?.Split('\n') ?? [])
            Line("", frame);
        return text.ToString();

        void Line(string name, string value) => text.Append(name.PadRight(11)).Append(value).Append('\n');
    }

    public static string Of(RedrivePlan plan)
    {
        var text = new StringBuilder();
        foreach (var group in plan.Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Letters} letters of group {group.Group} at '{PlainText.Of(group.Function)}' would be put back");
            text.Append(group.Refused is { } refused ? $", and cannot be: {PlainText.Of(refused)}\n" : $"; first, alone, letter {group.Canary}.\n");
            foreach (var tenant in group.Tenants)
                text.Append(CultureInfo.InvariantCulture, $"  {tenant.Letters,7}  {PlainText.Of(tenant.Tenant)}\n");
        }

        return text.Append("Nothing was changed. Leave out --dry-run to do it.\n").ToString();
    }

    public static string Progress(Redrive redrive) => string.Create(CultureInfo.InvariantCulture,
        $"redrive {redrive.Id}: {redrive.Moved} put back, {redrive.Done} handled{(redrive.Superseded > 0 ? $", {redrive.Superseded} superseded" : "")}{(redrive.Failed > 0 ? $", {redrive.Failed} failed again" : "")}");

    public static string Of(Redrive redrive) => redrive.State switch
    {
        Redrive.Finished => $"{Progress(redrive)}. Finished.\n",
        Redrive.Undecided => $"{Progress(redrive)}. Undecided: {PlainText.Of(redrive.Reason ?? "")}\nNothing more is put back until you go on: dead redrive --resume {redrive.Id}\n",
        Redrive.Stopped => $"{Progress(redrive)}. Stopped: {PlainText.Of(redrive.Reason ?? "")}\nThe rest stays among the dead letters. Put the cause right, then begin anew: dead redrive --group {redrive.Order.Group.Fingerprint}\n",
        _ => $"{Progress(redrive)}. Not at its end: dead redrive --resume {redrive.Id}\n",
    };

    private static string Opens(string opens) => opens switch
    {
        "yes" => "it opens (its text is never shown)",
        "erased" => "it opens no more: the person was erased",
        "missing" => "it is not in the store: is this the installation's, or an old backup of it?",
        "no-key" => "this installation has not its key",
        _ => "it does not open: it was damaged, or sealed under another key",
    };

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
