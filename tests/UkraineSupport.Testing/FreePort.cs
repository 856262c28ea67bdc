using System.Net;
using System.Net.Sockets;

namespace UkraineSupport.Testing;

/// <summary>Finds TCP ports that a child process may listen on.</summary>
/// <remarks>
/// The ports lie below the range that the kernel takes for outgoing connections: a port from that range may be
/// gone again by the time a killed process is started a second time on it.
/// </remarks>
public static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>A port nobody listened on a moment ago.</summary>
    public static int Next() => Next(1)[0];

    /// <summary><paramref name="count"/> different ports nobody listened on a moment ago.</summary>
    public static IReadOnlyList<int> Next(int count)
    {
        var ports = new List<int>(count);
        while (ports.Count < count)
        {
            var port = Random.Shared.Next(First, Last);
            if (!ports.Contains(port) && IsFree(port))
                ports.Add(port);
        }

        return ports;
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
