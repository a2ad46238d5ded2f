using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Keyway.Server.Portal.MySignIns;

/// <summary>What to do after all sign-ins have ended.</summary>
[AllowAnonymous]
internal sealed class EndedModel : PortalPage;
