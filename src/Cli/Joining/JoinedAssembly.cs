using System.Reflection;
using System.Runtime.Loader;
using ClearView.Messaging;

namespace ClearView.Cli.Joining;

/// <summary>
/// Functions from an assembly that was built apart. What this program has itself, the contracts and the library above all, is shared with
/// it; the rest it brings along.
/// </summary>
internal static class JoinedAssembly
{
    /// <param name="names">Those that are to run; none for all.</param>
    /// <exception cref="UsageException">There is no such assembly, or it lists no such functions.</exception>
    public static IReadOnlyList<FunctionDescriptor> Load(string path, IReadOnlyList<string> names)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new UsageException($"There is no assembly '{path}'. Build it first.");

        var listed = ListedIn(Read(full));
        if (listed.Count == 0)
            throw new UsageException($"'{path}' lists no functions: it takes a public class whose name ends in Catalog, with a static property All of FunctionDescriptors.");
        var unknown = names.Except(listed.Select(f => f.Name)).ToList();
        if (unknown.Count > 0)
            throw new UsageException($"'{path}' has no function '{unknown[0]}'. It has: {string.Join(", ", listed.Select(f => f.Name))}.");
        IReadOnlyList<FunctionDescriptor> chosen = [.. listed.Where(f => names.Count == 0 || names.Contains(f.Name))];
        return chosen.FirstOrDefault(f => Node.RoleCatalog.All.Any(known => known.Function.Name == f.Name)) is { } taken
            ? throw new UsageException($"'{taken.Name}' is a function of ClearView itself, and two may not share a queue. Give yours another name.")
            : chosen;
    }

    private static Assembly Read(string path)
    {
        try
        {
            return new Beside(path).LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException)
        {
            throw new UsageException($"'{path}' is no .NET assembly.");
        }
    }

    private static IReadOnlyList<FunctionDescriptor> ListedIn(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Catalog", StringComparison.Ordinal))
            .Select(type => type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<IEnumerable<FunctionDescriptor>>().SelectMany(functions => functions),
    ];

    private sealed class Beside(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            try
            {
                // Its own copy of the library would have other types of the same names.
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (FileNotFoundException)
            {
                return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
            }
        }
    }
}
