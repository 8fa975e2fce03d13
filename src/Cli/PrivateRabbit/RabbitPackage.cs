using System.Diagnostics;

namespace ClearView.Cli.PrivateRabbit;

/// <summary>RabbitMQ cannot run here; the text says what to install.</summary>
public sealed class RabbitMissingException(string why) : Exception(
    $"RabbitMQ is not installed, and {why}. Install Debian's package 'rabbitmq-server' (it brings Erlang), or run as root or with sudo that asks for no password.");

/// <summary>Debian's rabbitmq-server. Installing it starts nothing: ClearView runs nodes of its own.</summary>
public static class RabbitPackage
{
    public const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    public const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private const string Policy = "/usr/sbin/policy-rc.d";
    private static readonly string[] _epmdPaths = ["/usr/bin/epmd", "/usr/local/bin/epmd"];
    private static readonly TimeSpan _longestInstall = TimeSpan.FromMinutes(5);

    public static bool IsInstalled => File.Exists(Server) && EpmdPath is not null;

    /// <summary>Erlang's name server; every node needs one.</summary>
    public static string? EpmdPath => _epmdPaths.FirstOrDefault(File.Exists);

    /// <exception cref="RabbitMissingException">It is missing, and this user may not install it or the installation failed.</exception>
    public static async Task EnsureAsync(CancellationToken ct)
    {
        if (IsInstalled)
            return;
        if (!File.Exists("/usr/bin/apt-get"))
            throw new RabbitMissingException("this system has no apt-get");

        string[] become = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        if (become.Length > 0 && await RunAsync(["sudo", "-n", "true"], ct) != 0)
            throw new RabbitMissingException("this user may not install packages");

        // Without this the package would start a system-wide broker of its own.
        var madePolicy = !File.Exists(Policy)
            && await RunAsync([.. become, "sh", "-c", $"printf '#!/bin/sh\\nexit 101\\n' > {Policy} && chmod 755 {Policy}"], ct) == 0;
        try
        {
            string[] install = [.. become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends", "rabbitmq-server"];
            if (await RunAsync(install, ct) != 0
                && (await RunAsync([.. become, "apt-get", "update"], ct) != 0 || await RunAsync(install, ct) != 0))
                throw new RabbitMissingException("apt-get could not install it");
        }
        finally
        {
            if (madePolicy)
                await RunAsync([.. become, "rm", "-f", Policy], CancellationToken.None);
        }

        if (!IsInstalled)
            throw new RabbitMissingException($"its package did not bring {Server}");
    }

    private static async Task<int> RunAsync(string[] command, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_longestInstall);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1; // no such program
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return -1;
        }
    }
}
