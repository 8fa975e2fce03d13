using System.Runtime.CompilerServices;
using ClearView.AiTool.Documents;

namespace ClearView.Platform.Tests.AiTool;

internal static class ReadInProcesses
{
    /// <summary>As the program does.</summary>
    [ModuleInitializer]
    internal static void Begin() => DocumentReader.ReadInProcessesOf(Path.Combine(AppContext.BaseDirectory, "ClearView.Cli"), ReaderProcess.Verb);
}
