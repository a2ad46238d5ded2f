namespace Keyway.Device.SignIn;

/// <summary>A session that programs can use.</summary>
/// <param name="Principal">Such as <c>alice@CONTOSO.CORP.COM</c>.</param>
/// <param name="TicketExpires">UTC.</param>
/// <param name="Cache">Where the full TGT is, as <c>KRB5CCNAME</c> has it.</param>
/// <param name="NtlmAvailable">Whether the domain controller gave the NTLM secret.</param>
internal sealed record OpenedSession(string Principal, DateTimeOffset TicketExpires, string Cache, bool NtlmAvailable);
