using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>A way to storage on which calls fail at random: before or after they took effect.</summary>
internal sealed class FaultyTransport(Random random, double rate) : StorageTransport
{
    private int _faults;

    public int Faults => _faults;

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fault = Draw();
        if (fault is Fault.Reset)
            throw new RequestFailedException("Connection reset by peer", new IOException("Connection reset by peer"));
        if (fault is Fault.Busy or Fault.Precondition)
        {
            message.Response = new Refusal(fault == Fault.Busy ? 503 : 412, message.Request.ClientRequestId);
            return;
        }
        await SendAsync(message);
        switch (fault)
        {
            case Fault.TimeoutAfter:
                throw new TaskCanceledException(
                    "The operation was cancelled because it exceeded the configured timeout."
                );
            case Fault.ResetAfter:
                throw new RequestFailedException(
                    "The response ended prematurely.",
                    new IOException("The response ended prematurely.")
                );
            case Fault.ErrorAfter:
                message.Response = new Refusal(500, message.Request.ClientRequestId);
                break;
        }
    }

    private Fault Draw()
    {
        lock (random)
        {
            if (random.NextDouble() >= rate)
                return Fault.None;
            _faults++;
            return (Fault)random.Next(1, 7);
        }
    }

    private enum Fault
    {
        None,
        Reset,
        Busy,
        Precondition,
        TimeoutAfter,
        ResetAfter,
        ErrorAfter,
    }

    private sealed class Refusal(int status, string id) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => "Injected";

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = id;

        public override void Dispose() { }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}
