using Npgsql;

namespace ClearView.Messaging.Store.Postgres;

/// <summary>
/// Where a PostgreSQL is: postgres://user:password@host:port/database, or postgres: with the client's own settings
/// (postgres:Host=db;Database=clearview;Username=clearview;SSL Mode=VerifyFull). What it leaves open is set to what the store needs.
/// </summary>
internal static class PostgresAddress
{
    private const int DefaultPort = 5432;

    /// <summary>Four processes of one installation, and a server's usual hundred connections.</summary>
    private const int DefaultPool = 20;

    /// <summary>
    /// Nobody waits for a lock of somebody who hangs, and whoever hangs inside a transaction loses it. The keepalives are the server's: it
    /// gives up a dead process's rights in half a minute instead of two hours.
    /// </summary>
    private const string Session =
        "-c lock_timeout=20000 -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000 " +
        "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    /// <exception cref="FormatException">It is none. The text does not repeat it, for it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string address)
    {
        var settings = address.Contains("://", StringComparison.Ordinal) ? OfUrl(address) : OfSettings(address);
        if (settings.Host is null or "" || settings.Database is null or "")
            throw new FormatException("A PostgreSQL address names a host and a database: postgres://user:password@host:5432/database.");

        SetUnlessGiven(settings, "Maximum Pool Size", DefaultPool);
        SetUnlessGiven(settings, "Timeout", 10);
        SetUnlessGiven(settings, "Command Timeout", 30);
        SetUnlessGiven(settings, "Max Auto Prepare", 100);
        SetUnlessGiven(settings, "Auto Prepare Min Usages", 3);
        SetUnlessGiven(settings, "Keepalive", 15);
        SetUnlessGiven(settings, "Application Name", "clearview");
        SetUnlessGiven(settings, "Options", Session);
        settings.NoResetOnClose = true; // the store changes nothing in a session, so there is nothing to reset
        settings.PersistSecurityInfo = false;
        settings.IncludeErrorDetail = false; // a detail quotes values
        settings.Enlist = false;
        return settings;
    }

    /// <summary>For people: without credentials.</summary>
    public static string NameOf(NpgsqlConnectionStringBuilder settings) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"postgres://{settings.Host}:{settings.Port}/{settings.Database}");

    private static NpgsqlConnectionStringBuilder OfUrl(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("postgres" or "postgresql"))
            throw new FormatException("It is no address of a PostgreSQL: postgres://user:password@host:5432/database.");

        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(url.Host.Trim('[', ']')),
            Port = url.Port > 0 ? url.Port : DefaultPort,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        };
        var credentials = url.UserInfo.Split(':', 2);
        if (credentials[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(credentials[0]);
        if (credentials.Length == 2)
            settings.Password = Uri.UnescapeDataString(credentials[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (Uri.UnescapeDataString(n), Uri.UnescapeDataString(v)) : (pair, "");
            Set(settings, name == "sslmode" ? "SSL Mode" : name, value.Replace("-", "", StringComparison.Ordinal), value);
        }

        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string plain, string value)
    {
        try
        {
            settings[name] = name == "SSL Mode" ? plain : value; // verify-full is VerifyFull here
        }
        catch (ArgumentException)
        {
            throw new FormatException($"The PostgreSQL address sets '{name}', which the client does not know or does not take so.");
        }
    }

    private static NpgsqlConnectionStringBuilder OfSettings(string address)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            throw new FormatException("The settings after 'postgres:' are none that the client knows. Write them as Host=…;Database=…;Username=…, or give postgres://user:password@host:5432/database.");
        }
    }

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder settings, string name, object value)
    {
        if (!settings.ContainsKey(name) || !settings.ShouldSerialize(name))
            settings[name] = value;
    }
}
