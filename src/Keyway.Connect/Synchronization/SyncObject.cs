namespace Keyway.Connect.Synchronization;

/// <summary>A user, group or computer of the domain as the server shall hold it, without its members.</summary>
/// <param name="Anchor">objectGUID.</param>
/// <param name="Dn">Distinguished name, for the scope; empty when the scope was asked already.</param>
/// <param name="Name">For people.</param>
/// <param name="Content">The JSON of the SCIM resource, without id.</param>
/// <param name="Fingerprint">Of the content, see <see cref="Fingerprint"/>.</param>
internal sealed record SyncObject(ObjectKind Kind, Guid Anchor, string Dn, string Name, ReadOnlyMemory<byte> Content, byte[] Fingerprint);
