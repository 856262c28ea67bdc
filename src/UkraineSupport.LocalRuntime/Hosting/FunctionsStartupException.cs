namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>A developer's or operator's mistake, told in one sentence that names the function or setting.</summary>
internal sealed class FunctionsStartupException(string message, Exception? inner = null) : Exception(message, inner);
