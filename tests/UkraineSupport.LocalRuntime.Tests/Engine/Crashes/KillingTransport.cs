using System.Globalization;
using Azure.Core;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>
/// Where a life ends: at its so-many-th call to storage, either before the call is sent or after it took effect and
/// before its answer is told. The rest of the process has a few milliseconds meanwhile to do what it should not.
/// </summary>
internal sealed record Death(int Call, bool TookEffect, int Milliseconds)
{
    public static Death Draw(Random random) => new(random.Next(1, 30), random.Next(2) == 0, random.Next(6));

    public static Death Parse(string text)
    {
        var parts = text.Split(',');
        return new(Number(parts[0]), bool.Parse(parts[1]), Number(parts[2]));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Call},{TookEffect},{Milliseconds}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Kills its own process, by SIGKILL.</summary>
internal sealed class KillingTransport(Death death) : StorageTransport
{
    private int _calls;

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var isLast = Interlocked.Increment(ref _calls) == death.Call;
        if (!isLast || death.TookEffect)
            await SendAsync(message);
        if (!isLast)
            return;
        await Task.Delay(TimeSpan.FromMilliseconds(death.Milliseconds), TimeProvider.System);
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        self.Kill();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }
}
