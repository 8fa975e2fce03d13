using System.Buffers.Binary;

namespace ClearView.Generator;

/// <summary>A grey head and shoulders: it stands where people put a photo. No person is in it.</summary>
internal static class Photo
{
    public const int Width = 60;
    public const int Height = 76;

    /// <summary>Eight-bit grey, row by row. The shade differs a little from person to person.</summary>
    public static byte[] Grey(int shade)
    {
        var pixels = new byte[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var head = Inside(x - 30, y - 28, 13, 17);
                var body = Inside(x - 30, y - 76, 26, 28);
                pixels[y * Width + x] = head || body ? (byte)(90 + shade) : (byte)(205 + shade);
            }
        }

        return pixels;
    }

    public static byte[] Png(int shade)
    {
        var rows = new byte[(Width + 1) * Height];
        var grey = Grey(shade);
        for (var y = 0; y < Height; y++)
            grey.AsSpan(y * Width, Width).CopyTo(rows.AsSpan(y * (Width + 1) + 1));

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, Width);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], Height);
        header[8] = 8;
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, Stored(rows));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static bool Inside(int x, int y, int a, int b) => x * x * b * b + y * y * a * a <= a * a * b * b;

    /// <summary>A zlib stream of one stored block.</summary>
    private static byte[] Stored(byte[] data)
    {
        uint a = 1, b = 0;
        foreach (var value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        var zlib = new byte[data.Length + 11];
        zlib[0] = 0x78;
        zlib[1] = 0x01;
        zlib[2] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(zlib.AsSpan(3), (ushort)data.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(zlib.AsSpan(5), (ushort)~data.Length);
        data.CopyTo(zlib, 7);
        BinaryPrimitives.WriteUInt32BigEndian(zlib.AsSpan(data.Length + 7), (b << 16) | a);
        return zlib;
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var sum = Crc32.Continue(uint.MaxValue, type);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc32.Continue(sum, data));
        png.Write(number);
    }
}
