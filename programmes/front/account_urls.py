"""allauth's pages under the names it expects: only those in use, each saying who may enter."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path

from programmes.access import public
from programmes.front import join_views, sign_in_views
from programmes.front.second_factor import for_own_second_factor

urlpatterns = [
    path("sign-in/", sign_in_views.sign_in, name="account_login"),
    path("sign-in/", sign_in_views.sign_in, name="account_request_login_code"),
    path("sign-in/", sign_in_views.sign_in, name="account_inactive"),
    path("sign-in/code/", sign_in_views.confirm_code, name="account_confirm_login_code"),
    path("join/", join_views.join, name="account_signup"),
    path("sign-in/second-step/", public(base.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", public(keys.login_webauthn), name="mfa_login_webauthn"),
    path("second-factor/mine/", for_own_second_factor(base.index), name="mfa_index"),
    path("second-factor/mine/", for_own_second_factor(base.index), name="mfa_list_webauthn"),
    path("second-factor/check/", for_own_second_factor(base.reauthenticate), name="mfa_reauthenticate"),
    path(
        "second-factor/check/passkey/",
        for_own_second_factor(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("second-factor/app/", for_own_second_factor(app.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/stop/", for_own_second_factor(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/passkey/", for_own_second_factor(keys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "second-factor/passkey/<int:pk>/stop/",
        for_own_second_factor(keys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "second-factor/spare-codes/",
        for_own_second_factor(spare.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/spare-codes/new/",
        for_own_second_factor(spare.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
