using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging.Store.Postgres;

/// <summary>The server knows its locks by 64 bits: with those of a digest, two names of an installation do not meet.</summary>
internal static class LockKey
{
    public static long Of(string kind, string name) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"clearview/{kind}/{name}")));
}
