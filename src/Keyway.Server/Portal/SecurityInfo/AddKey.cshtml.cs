using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Portal.Welcome;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>The first step of a key's registration: which kind.</summary>
[FreshSignIn]
[AllowBeforeFirstKey]
internal sealed class AddKeyModel(FirstKey firstKey) : PortalPage
{
    public bool IsFirstKeyOwed => firstKey.IsOwed(Caller);
}
