using Keyway.Server.Storage;

namespace Keyway.Server.Sealing;

/// <summary>The server's own long-lived keys, sealed in the store: token signing, nonces, the device CA, the publication key. Features ask for theirs once, when they start.</summary>
internal sealed class ServerKeys(Store store, DurableWriter writer, Sealer sealer, TimeProvider time)
{
    /// <summary>The key of that name; made and stored when it is asked for the first time.</summary>
    /// <param name="name">Such as <c>access-token-signing</c>; it is also the seal's purpose.</param>
    /// <param name="create">Makes the key's bytes, such as a PKCS#8 DER.</param>
    /// <exception cref="ServerFaultException">The store holds a key that does not open.</exception>
    public byte[] GetOrCreate(string name, Func<byte[]> create)
    {
        var sealedValue = store.Read(session => Find(session, name));
        if (sealedValue is null)
        {
            var made = sealer.Seal(name, create());
            sealedValue = writer.WriteAsync<byte[]>(session =>
            {
                // Another server on the same store may have been quicker.
                session.Execute("INSERT INTO ServerKey (Name, SealedValue, CreatedOn) VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", name, made, time.GetUtcNow());
                return Find(session, name)!;
            }).GetAwaiter().GetResult().ValueOrFault();
        }

        return sealer.Open(name, sealedValue).ValueOrFault();
    }

    private static byte[]? Find(StoreSession session, string name) =>
        session.First("SELECT SealedValue FROM ServerKey WHERE Name = @p0", row => row.Bytes(0), name);
}
