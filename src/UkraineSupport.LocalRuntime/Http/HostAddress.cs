using System.Globalization;
using System.Net;
using System.Net.Sockets;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Http;

/// <summary>Where the host listens: the command line, else <c>local.settings.json</c>, else 127.0.0.1:7071.</summary>
internal sealed record HostAddress(IPEndPoint EndPoint)
{
    public static HostAddress From(HostArguments arguments, LocalSettingsFile file)
    {
        var port = file.Port ?? 7071;
        if (
            arguments.Port is { } text
            && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
        )
            port = -1;
        if (port is < 0 or > 65535)
            throw new FunctionsStartupException("--port needs a number from 0 to 65535 (0: any free port).");
        return new HostAddress(new IPEndPoint(Address(arguments.Host), port));
    }

    /// <summary>
    /// Whether the port is free, before anything else is taken. Kestrel says so too, but last.
    /// </summary>
    /// <exception cref="FunctionsStartupException">It isn't.</exception>
    public void EnsureFree()
    {
        using var probe = new Socket(EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(EndPoint);
        }
        catch (SocketException e)
        {
            throw new FunctionsStartupException(
                e.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse =>
                        $"Port {EndPoint.Port} is in use: end what listens there, or choose another with --port N.",
                    SocketError.AddressNotAvailable => $"--host {EndPoint.Address}: this machine has no such address.",
                    SocketError.AccessDenied =>
                        $"Port {EndPoint.Port} needs more rights than this user has: choose one from 1024 up with --port N.",
                    _ => $"Can't listen on {EndPoint}: {e.Message}.",
                },
                e
            );
        }
    }

    private static IPAddress Address(string? host) =>
        host switch
        {
            null or "localhost" => IPAddress.Loopback,
            "*" or "+" => IPAddress.Any,
            _ when IPAddress.TryParse(host, out var address) => address,
            _ => throw new FunctionsStartupException(
                $"--host {host} is not an IP address (or localhost, or * for all)."
            ),
        };
}
