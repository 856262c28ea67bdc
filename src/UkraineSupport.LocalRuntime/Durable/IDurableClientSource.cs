using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>Where bindings and the management API get the client from.</summary>
internal interface IDurableClientSource
{
    /// <summary>The app has durable functions or clients of them.</summary>
    bool IsUsed { get; }

    /// <exception cref="InvalidOperationException">The engine isn't running.</exception>
    DurableTaskClient Client { get; }
}
