namespace ClearView.Simulators.Greenhouse;

/// <summary>The simulator cannot start: a setting, the samples, the journal or the port. The message says what to do.</summary>
public sealed class SimulatorStartException(string message, Exception? cause = null) : Exception(message, cause);
