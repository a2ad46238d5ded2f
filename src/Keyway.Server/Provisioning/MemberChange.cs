namespace Keyway.Server.Provisioning;

/// <summary>A change of a group's members.</summary>
/// <param name="Members">Ids as sent; inside a bulk request also <c>bulkId:…</c>. With <see cref="PatchKind.Replace"/> all that remain; with
/// <see cref="PatchKind.Remove"/> and null, every member goes.</param>
internal sealed record MemberChange(PatchKind Kind, IReadOnlyList<string>? Members);
