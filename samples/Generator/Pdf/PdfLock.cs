using System.Security.Cryptography;
using System.Text;

namespace ClearView.Generator.Pdf;

/// <summary>
/// Locks a PDF with a password to open it: the standard security handler, revision 2 (RC4, 40 bits).
/// It is weak, and right here: the sample must be refused by readers, not withstand an attack.
/// </summary>
internal sealed class PdfLock
{
    public const string FileId = "436C65617256696577206C6F636B6564";

    private const int Permissions = -4;

    private static readonly byte[] Padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");

    private readonly byte[] key;
    private readonly byte[] owner;

    public PdfLock(string password)
    {
        byte[] padded = [.. Encoding.ASCII.GetBytes(password).Concat(Padding).Take(32)];
        owner = Rc4(Md5(padded)[..5], padded);
        byte[] seed = [.. padded, .. owner, .. BitConverter.GetBytes(Permissions), .. Convert.FromHexString(FileId)];
        key = Md5(seed)[..5];
    }

    public string Dictionary =>
        $"<< /Filter /Standard /V 1 /R 2 /O <{Convert.ToHexString(owner)}> /U <{Convert.ToHexString(Rc4(key, Padding))}> /P {Permissions} >>";

    public byte[] Encrypt(int number, byte[] content) =>
        Rc4(Md5([.. key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), 0, 0])[..10], content);

#pragma warning disable CA5351 // The format asks for MD5.
    private static byte[] Md5(byte[] data) => MD5.HashData(data);
#pragma warning restore CA5351

    private static byte[] Rc4(byte[] key, byte[] data)
    {
        byte[] box = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + box[i] + key[i % key.Length]) & 255;
            (box[i], box[j]) = (box[j], box[i]);
        }

        var result = new byte[data.Length];
        for (int n = 0, i = 0, j = 0; n < data.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + box[i]) & 255;
            (box[i], box[j]) = (box[j], box[i]);
            result[n] = (byte)(data[n] ^ box[(box[i] + box[j]) & 255]);
        }

        return result;
    }
}
