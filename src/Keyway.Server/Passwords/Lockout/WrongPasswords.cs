using System.Security.Cryptography;
using System.Text;
using Keyway.Server.Tokens;

namespace Keyway.Server.Passwords.Lockout;

/// <summary>
/// The last three wrong passwords of each name, for ten minutes, so that a phone that repeats an old one is answered without the domain and counted
/// once. Only a keyed hash is kept, its key only in this process: a copy of the memory without the key tells nothing, and a restart forgets all.
/// </summary>
internal sealed class WrongPasswords(TimeProvider time)
{
    private const int MostNames = 50_000;
    private const int Kept = 3;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<(byte[] Hash, DateTimeOffset On)>> _names = new(StringComparer.Ordinal);

    /// <summary>The hash by which a password of a name is remembered. A password that was set since makes another hash, so that it is not taken for the old one.</summary>
    /// <param name="name">What tells the person from others.</param>
    /// <param name="since">When the password was set, as far as the server knows.</param>
    public byte[] Hash(string name, DateTimeOffset? since, HeldSecret password)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{since?.UtcTicks}\n"));
        return password.TryRead(
            bytes =>
            {
                hash.AppendData(bytes);
                return hash.GetHashAndReset();
            },
            out var digest) ? digest : [];
    }

    /// <summary>Whether this password was wrong a short while ago.</summary>
    public bool Contains(string name, byte[] hash)
    {
        var now = time.GetUtcNow();
        lock (_lock)
            return _names.TryGetValue(name, out var kept) && kept.Any(known => now - known.On < Memory && CryptographicOperations.FixedTimeEquals(known.Hash, hash));
    }

    public void Add(string name, byte[] hash)
    {
        lock (_lock)
        {
            if (!_names.TryGetValue(name, out var kept))
            {
                if (_names.Count >= MostNames)
                    _names.Clear();
                _names.Add(name, kept = new List<(byte[] Hash, DateTimeOffset On)>(Kept));
            }

            kept.RemoveAll(known => known.Hash.AsSpan().SequenceEqual(hash));
            if (kept.Count == Kept)
                kept.RemoveAt(0);
            kept.Add((hash, time.GetUtcNow()));
        }
    }

    public void Forget(string name)
    {
        lock (_lock)
            _names.Remove(name);
    }
}
