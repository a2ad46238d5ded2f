using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Kerberos;

namespace Keyway.KeyList.Answering;

/// <summary>The Kerberos server's keys, as they were read last. They never leave memory; who uses one gets a copy of his own.</summary>
internal sealed class HeldKeys : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, KerberosServerSecret> _keys = [];

    /// <summary>The number of the Kerberos server; null before its keys were read.</summary>
    public int? BranchId { get; private set; }

    /// <summary>Versions that are held, newest first.</summary>
    public IReadOnlyList<int> Versions
    {
        get
        {
            lock (_lock)
                return [.. _keys.Keys.OrderDescending()];
        }
    }

    /// <summary>A copy of a key, which the caller disposes of; null when it is not held.</summary>
    public KerberosKey? Find(int version)
    {
        lock (_lock)
            return _keys.TryGetValue(version, out var secret) ? new KerberosKey(secret.Key.Type, secret.Key.Value) : null;
    }

    /// <summary>Takes these in place of those that were held.</summary>
    public void Take(int branchId, IReadOnlyList<KerberosServerSecret> secrets)
    {
        lock (_lock)
        {
            Clear();
            foreach (var secret in secrets)
                _keys[secret.TicketKeyVersion] = secret;
            BranchId = branchId;
        }
    }

    public void Dispose()
    {
        lock (_lock)
            Clear();
    }

    private void Clear()
    {
        foreach (var secret in _keys.Values)
            secret.Dispose();
        _keys.Clear();
    }
}
