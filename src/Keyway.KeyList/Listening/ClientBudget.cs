using System.Net;
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
            if (_connections < limits.Connections && AccountOf(client) is { } account && account.Connections < limits.ConnectionsPerClient)
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
            if (_clients.TryGetValue(client, out var account))
                account.Connections--;
        }
    }

    /// <summary>Takes note of a request; false when the client asks too often.</summary>
    public bool Ask(IPAddress client)
    {
        lock (_lock)
        {
            if (AccountOf(client) is { } account)
            {
                var now = time.GetTimestamp();
                account.Tokens = Math.Min(limits.RequestsPerSecond * Burst, account.Tokens + (time.GetElapsedTime(account.At, now).TotalSeconds * limits.RequestsPerSecond));
                account.At = now;
                if (account.Tokens >= 1)
                {
                    account.Tokens--;
                    return true;
                }
            }
        }

        Warn(client, "requests");
        return false;
    }

    private Account? AccountOf(IPAddress client)
    {
        if (_clients.TryGetValue(client, out var account))
            return account;
        if (_clients.Count >= MostClients)
            ForgetIdle();
        if (_clients.Count >= MostClients)
            return null;
        return _clients[client] = new Account { At = time.GetTimestamp(), Tokens = limits.RequestsPerSecond * Burst };
    }

    private void ForgetIdle()
    {
        foreach (var (client, account) in _clients.ToList())
        {
            if (account.Connections == 0 && time.GetElapsedTime(account.At).TotalSeconds > Burst)
                _clients.Remove(client);
        }
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
