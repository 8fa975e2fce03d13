using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Layout;

/// <summary>Styles, scripts and pictures, embedded in this assembly. Their addresses carry a digest, so a browser may keep them for good.</summary>
internal static class AssetFiles
{
    private const string Prefix = "asset/";

    private static readonly Lazy<Dictionary<string, Asset>> _all = new(() => typeof(AssetFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(n => n[Prefix.Length..], Read, StringComparer.Ordinal));

    public static string UrlOf(string name) => $"/assets/{name}?v={_all.Value[name].Digest}";

    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        app.MapGet("/assets/{name}", (string name, HttpResponse response) => Send(name, response)).ExcludeFromDescription();
        app.MapGet("/favicon.ico", (HttpResponse response) => Send("mark.svg", response)).ExcludeFromDescription();
    }

    private static IResult Send(string name, HttpResponse response)
    {
        if (!_all.Value.TryGetValue(name, out var asset))
            return TypedResults.NotFound();

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(asset.Content, asset.ContentType);
    }

    private static Asset Read(string resource)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(content, ContentTypeOf(resource), Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6)));
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private sealed record Asset(byte[] Content, string ContentType, string Digest);
}
