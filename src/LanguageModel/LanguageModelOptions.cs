using ClearView.AiTool.LanguageModel;
using Microsoft.Extensions.Configuration;

namespace ClearView.LanguageModel;

/// <summary>Which language model puts stories into smoother words, and what it may cost.</summary>
public sealed class LanguageModelOptions
{
    /// <summary>An OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1 of Ollama. Plain http only to this machine.</summary>
    public string Endpoint { get; set; } = "";

    public string Model { get; set; } = "";

    /// <summary>Null where the endpoint asks for none.</summary>
    public string? Key { get; set; }

    /// <summary>For one answer.</summary>
    public double DeadlineSeconds { get; set; } = 15;

    /// <summary>Questions that a process asks at once.</summary>
    public int AtOnce { get; set; } = 2;

    /// <summary>For each tenant that <see cref="Tenants"/> does not name.</summary>
    public long TokensPerDay { get; set; } = 200_000;

    public int AnswerTokens { get; set; } = 800;

    public IDictionary<string, long> Tenants { get; set; } = new Dictionary<string, long>(StringComparer.Ordinal);

    internal RewriteLimits Limits => new()
    {
        Deadline = TimeSpan.FromSeconds(DeadlineSeconds),
        AtOnce = AtOnce,
        TokensPerDay = TokensPerDay,
        AnswerTokens = AnswerTokens,
        Tenants = Tenants.ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>Null when the file is not there: no language model is used then.</summary>
    /// <exception cref="LanguageModelSettingsException">With everything that is wrong.</exception>
    public static LanguageModelOptions? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var options = new LanguageModelOptions();
        try
        {
            // Only this file, so that a stray variable of the environment sends nothing anywhere.
            new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).Build().Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // The texts of both may quote what stands there, such as the key; the second names an unknown setting, or one of the wrong form.
            throw new LanguageModelSettingsException(path, [e is InvalidDataException ? "It is no JSON." : WithoutValue(e.Message)]);
        }
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new LanguageModelSettingsException(path, problems);
    }

    private IEnumerable<string> Problems()
    {
        if (!IsSafe(Endpoint))
            yield return "Endpoint must begin with https:// (http:// only for this machine) and hold no user or password.";
        if (string.IsNullOrWhiteSpace(Model))
            yield return "Model is missing: the name by which the endpoint knows it.";
        if (DeadlineSeconds is not (>= 0.1 and <= 60))
            yield return "DeadlineSeconds must be between 0.1 and 60.";
        if (AtOnce is not (>= 1 and <= 64))
            yield return "AtOnce must be between 1 and 64.";
        if (TokensPerDay < 0 || Tenants.Values.Any(tokens => tokens < 0))
            yield return "TokensPerDay and the tokens of tenants must not be below 0.";
        if (AnswerTokens is not (>= 100 and <= 4_000))
            yield return "AnswerTokens must be between 100 and 4000.";
    }

    // "Failed to convert configuration value 'two' at 'AtOnce' to type 'System.Int32'."
    private static string WithoutValue(string message) =>
        message.LastIndexOf("' at '", StringComparison.Ordinal) is var at and >= 0 && message.IndexOf('\'', at + 6) is var end and >= 0
            ? $"{message[(at + 6)..end]} has the wrong form."
            : message;

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));
}

/// <summary>The settings of the language model cannot be used; the text says what is wrong and what it may be.</summary>
public sealed class LanguageModelSettingsException(string path, IEnumerable<string> problems)
    : Exception($"The language model's settings in '{path}' cannot be used. {string.Join(' ', problems)}");
