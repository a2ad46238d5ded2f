using System.Collections.Concurrent;
using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>
/// Parsed public keys, because parsing one costs more than verifying with it. They are found by their own bytes, as just read from the store: a
/// changed or removed row can never meet a stale key. Bounded: two generations, of which the older is dropped when the younger is full.
/// </summary>
internal sealed class PublicKeyCache
{
    private const int GenerationSize = 16 * 1024;

    private ConcurrentDictionary<string, CoseKey> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, CoseKey> _old = new(StringComparer.Ordinal);

    /// <summary>The parsed key.</summary>
    /// <param name="encoded">A COSE_Key of the store.</param>
    public Result<CoseKey> Parse(byte[] encoded)
    {
        // A string is the BCL's cheapest immutable key with value equality; its characters are the bytes.
        var name = string.Create(encoded.Length, encoded, static (characters, bytes) =>
        {
            for (var index = 0; index < bytes.Length; index++)
                characters[index] = (char)bytes[index];
        });
        if (_young.TryGetValue(name, out var key))
            return key;
        if (!_old.TryGetValue(name, out key) && !CoseKey.Parse(encoded).TryGet(out key, out var refusal))
            return refusal;
        if (_young.Count >= GenerationSize)
        {
            _old = _young;
            _young = new ConcurrentDictionary<string, CoseKey>(StringComparer.Ordinal);
        }

        _young[name] = key;
        return key;
    }
}
