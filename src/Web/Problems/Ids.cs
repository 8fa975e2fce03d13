using ClearView.Contracts;

namespace ClearView.Web.Problems;

/// <summary>Ids as they stand in addresses: 32 hexadecimal digits.</summary>
internal static class Ids
{
    public static bool TryCandidate(string? text, out CandidateId id)
    {
        var valid = Guid.TryParseExact(text, "N", out var value);
        id = new CandidateId(value);
        return valid;
    }

    public static bool TryJob(string? text, out JobId id)
    {
        var valid = Guid.TryParseExact(text, "N", out var value);
        id = new JobId(value);
        return valid;
    }
}
