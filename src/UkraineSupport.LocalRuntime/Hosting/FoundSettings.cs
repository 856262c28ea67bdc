using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>What was read before the app added anything.</summary>
internal sealed record FoundSettings(HostArguments Arguments, LocalSettingsFile File, HostJson HostJson);
