using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.Sealing.Custody;

/// <summary>One sealed secret of the store, by which a key-encryption key is known to be the right one.</summary>
internal static class SealedSample
{
    /// <summary>Tells whether a key opens the sample; true for every key while the store holds no secret.</summary>
    /// <param name="storePath">The store; it is only read.</param>
    public static Result<Func<byte[], bool>> Of(string storePath)
    {
        if (!File.Exists(storePath))
            return new Refusal(Catalogue.KeyCustody.StoreMissing, storePath);
        using var store = new Store(storePath);
        var sample = store.Read(session => session.First("SELECT Name, SealedValue FROM ServerKey ORDER BY Name LIMIT 1", row => new Sample(row.GetString(0), row.Bytes(1))));
        Func<byte[], bool> opens = key => sample is null || new Sealer(key).Open(sample.Name, sample.SealedValue).Succeeded;
        return opens;
    }

    private sealed record Sample(string Name, byte[] SealedValue);
}
