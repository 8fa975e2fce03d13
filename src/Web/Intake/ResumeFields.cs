using System.Globalization;
using ClearView.Contracts;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Intake;

/// <summary>What may be said beside a file. A refusal names the field and never its value.</summary>
internal sealed class ResumeFields(TimeProvider clock)
{
    public const int MostJobs = 20;
    public const int MostContacts = 10;
    public const int MostLength = 254;
    private static readonly DateOnly _earliest = new(1990, 1, 1);

    private readonly List<string> _emails = [];
    private readonly List<string> _phones = [];
    private readonly List<JobId> _jobs = [];
    private string? _firstName;
    private string? _lastName;

    public DateOnly? ReceivedOn { get; private set; }

    public IReadOnlyList<JobId> Jobs => [.. _jobs.Distinct().OrderBy(j => j.ToString(), StringComparer.Ordinal)];

    public KnownIdentity? Identity => _firstName is null && _lastName is null && _emails.Count == 0 && _phones.Count == 0
        ? null
        : new KnownIdentity(_firstName, _lastName, _emails, _phones);

    /// <summary>An empty value counts as not given, as forms send it.</summary>
    /// <exception cref="RequestProblemException">422.</exception>
    public void Add(string name, string value)
    {
        value = value.Trim();
        switch (name)
        {
            case not ("firstName" or "lastName" or "email" or "phone" or "jobId" or "receivedOn"):
                throw Invalid("A field is unknown. Known fields are file, firstName, lastName, email, phone, jobId and receivedOn.");
            case var _ when value.Length == 0:
                break;
            case var _ when value.Length > MostLength || value.Any(char.IsControl):
                throw Invalid($"The field {name} takes at most {MostLength} characters, without line breaks and other control characters.");
            case "firstName":
                _firstName = Once(_firstName, value, name);
                break;
            case "lastName":
                _lastName = Once(_lastName, value, name);
                break;
            case "email":
                AddBounded(_emails, IsEmail(value) ? value : throw Invalid("The field email takes an e-mail address, such as name@example.com."), MostContacts, name);
                break;
            case "phone":
                AddBounded(_phones, IsPhone(value) ? value : throw Invalid("The field phone takes digits, spaces and + ( ) - . / only."), MostContacts, name);
                break;
            case "jobId":
                AddBounded(_jobs, JobIdOf(value), MostJobs, name);
                break;
            default:
                ReceivedOn = ReceivedOn is null ? DayOf(value) : throw Twice(name);
                break;
        }
    }

    private DateOnly DayOf(string value)
    {
        // A day ahead of us is today somewhere else.
        var latest = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);
        return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= _earliest && day <= latest
            ? day
            : throw Invalid("The field receivedOn takes a day such as 2026-11-23, from 1990 on and not in the future.");
    }

    private static JobId JobIdOf(string value) => Guid.TryParseExact(value, "N", out var id)
        ? new JobId(id)
        : throw Invalid("The field jobId takes an id of 32 hexadecimal digits, as /api/v1/jobs lists them.");

    private static bool IsEmail(string value) =>
        value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == value.LastIndexOf('@') && at < value.Length - 1 && !value.Contains(' ', StringComparison.Ordinal);

    private static bool IsPhone(string value) =>
        value.Count(char.IsAsciiDigit) >= 3 && value.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '(' or ')' or '-' or '.' or '/');

    private static string Once(string? before, string value, string name) => before is null ? value : throw Twice(name);

    private static void AddBounded<T>(List<T> list, T value, int most, string name)
    {
        if (list.Count == most)
            throw Invalid($"The field {name} may be given at most {most} times.");
        list.Add(value);
    }

    private static RequestProblemException Twice(string name) => Invalid($"The field {name} may be given once.");

    private static RequestProblemException Invalid(string detail) => new(StatusCodes.Status422UnprocessableEntity, "invalid-field", detail);
}
