namespace UkraineSupport.LocalRuntime.Engine.Log;

/// <summary>
/// Another owner has written at the place in the log that was ours to write next: we own the hub no more.
/// </summary>
internal sealed class LogFencedException(string message) : Exception(message);
