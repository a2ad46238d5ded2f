using System.Security.Cryptography;
using System.Text;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>The lock-out of names that do not exist, so that guessing at them feels as it does for names that do. In memory, because a stranger must not fill the store; bounded.</summary>
internal sealed class UnknownNameLockouts
{
    private const int MostNames = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, PassLockout> _names = [];

    /// <summary>Counts a guess.</summary>
    /// <returns>True when the name was locked out already.</returns>
    public bool Refuse(string userName, DateTimeOffset now)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(userName.ToUpperInvariant()));
        var name = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
        lock (_lock)
        {
            var lockout = _names.GetValueOrDefault(name, PassLockout.None);
            if (lockout.IsBlocked(now))
                return true;
            if (_names.Count >= MostNames)
                _names.Clear();
            _names[name] = lockout.AfterFailure(now);
            return false;
        }
    }
}
