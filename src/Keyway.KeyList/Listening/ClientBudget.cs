using System.Net;
using System.Net.Sockets;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.Listening;

/// <summary>What each client takes of the companion, and whether it may take more.</summary>
internal sealed class ClientBudget(ClientLimits limits, ServiceLog log, TimeProvider time)
{
    private const int Burst = 10;
    private const int MostClients = 20_000;

    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Account> _clients = [];
    private int _connections;
    private DateTimeOffset _warnedOn = DateTimeOffset.MinValue;

    /// <summary>Takes note of a connection; false when there are too many.</summary>
    public bool Connect(IPAddress client)
    {
        lock (_lock)
        {
            if (_connections < limits.Connections && AccountOf(client) is var account && account.Connections < limits.ConnectionsPerClient)
            {
                _connections++;
                account.Connections++;
                return true;
            }
        }

        Warn(client, "connections");
        return false;
    }

    public void Disconnect(IPAddress client)
    {
        lock (_lock)
        {
            _connections--;
            if (_clients.TryGetValue(PlaceOf(client), out var account))
                account.Connections--;
        }
    }

    /// <summary>Takes note of a request; false when the client asks too often.</summary>
    public bool Ask(IPAddress client)
    {
        lock (_lock)
        {
            var account = AccountOf(client);
            var now = time.GetTimestamp();
            account.Tokens = Math.Min(limits.RequestsPerSecond * Burst, account.Tokens + (time.GetElapsedTime(account.At, now).TotalSeconds * limits.RequestsPerSecond));
            account.At = now;
            if (account.Tokens >= 1)
            {
                account.Tokens--;
                return true;
            }
        }

        Warn(client, "requests");
        return false;
    }

    private Account AccountOf(IPAddress client)
    {
        var place = PlaceOf(client);
        if (_clients.TryGetValue(place, out var account))
            return account;

        // Senders of datagrams can claim any address: whoever fills the table empties it, and gains a fresh share for many packets.
        if (_clients.Count >= MostClients)
            ForgetAllButConnected();
        return _clients[place] = new Account { At = time.GetTimestamp(), Tokens = limits.RequestsPerSecond * Burst };
    }

    private void ForgetAllButConnected()
    {
        foreach (var (place, account) in _clients.ToList())
        {
            if (account.Connections == 0)
                _clients.Remove(place);
        }
    }

    // Who has one IPv6 address has 2^64 of them.
    private static IPAddress PlaceOf(IPAddress client)
    {
        if (client.IsIPv4MappedToIPv6)
            return client.MapToIPv4();
        if (client.AddressFamily != AddressFamily.InterNetworkV6)
            return client;
        Span<byte> bytes = stackalloc byte[16];
        client.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    private void Warn(IPAddress client, string what)
    {
        lock (_lock)
        {
            if (time.GetUtcNow() - _warnedOn < BetweenWarnings)
                return;
            _warnedOn = time.GetUtcNow();
        }

        log.Write("limited", ("client", client.ToString()), ("what", what));
    }

    private sealed class Account
    {
        public int Connections { get; set; }

        public double Tokens { get; set; }

        public long At { get; set; }
    }
}
