using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Contracts;

namespace ClearView.Cli.Ai;

/// <summary>What somebody knows of a candidate, as JSON in a file or on standard input.</summary>
internal static class KnownFile
{
    private const string StandardInput = "-";
    private const string Members = "It is a JSON object with any of firstName and lastName (texts), emails and phones (lists of texts).";

    /// <exception cref="UsageException">There is no such file, or it is something else.</exception>
    public static async Task<KnownIdentity> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            var known = await JsonSerializer.DeserializeAsync(stream, KnownFileJson.Default.Known, ct) ?? throw new JsonException();
            return new KnownIdentity(known.FirstName, known.LastName, [.. (known.Emails ?? []).OfType<string>()], [.. (known.Phones ?? []).OfType<string>()]);
        }
        catch (JsonException)
        {
            // Its own text may quote a name.
            throw new UsageException($"--known: '{path}' cannot be read. {Members}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--known: the file '{path}' is not there or may not be read. {Members}");
        }
    }
}

internal sealed record Known(string? FirstName, string? LastName, IReadOnlyList<string>? Emails, IReadOnlyList<string>? Phones);

// A misspelt member would leave a name in the text.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Known))]
internal sealed partial class KnownFileJson : JsonSerializerContext;
