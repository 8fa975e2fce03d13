using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging.Store;

/// <summary>
/// What dead letters of one cause share: the function and its version, the message's contract, the code, the exception's type and the
/// frame of ours that it came from. So a cause that a new version still has is another group than the old one's.
/// </summary>
internal static class Fingerprint
{
    private const int Digits = 12;

    public static string Of(string type, FailureCause? cause) => cause is null
        ? "unknown"
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', cause.Function, cause.FunctionVersion, type, cause.Code, cause.ExceptionType, cause.Stack?.Split('\n')[0]))))[..Digits];
}
