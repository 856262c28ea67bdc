using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>What all runs of an engine share.</summary>
internal sealed record RunSettings(DataConverter Converter, ILoggerFactory Loggers, string DefaultVersion);
